import { z } from 'zod';

/** A relative reference or an address (RFC 3986), with nothing in it that has to be escaped. */
const reference = z.string().regex(/^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+$/);
const message = z.strictObject({ text: z.string().min(1) });
const place = z.strictObject({
  uri: reference,
  uriBaseId: z.literal('ROOT').optional(),
});

const result = z.strictObject({
  ruleId: z.string().min(1),
  level: z.enum(['none', 'note', 'warning', 'error']),
  message,
  partialFingerprints: z.record(z.string().regex(/^\w+\/v\d+$/), z.string().min(1)),
  locations: z
    .array(
      z.strictObject({
        physicalLocation: z.strictObject({
          artifactLocation: place,
          region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
        }),
      }),
    )
    .length(1),
  properties: z.strictObject({ commit: z.string().regex(/^[0-9a-f]{40,64}$/) }).optional(),
});

const rule = z.strictObject({ id: z.string().min(1), shortDescription: message });

/**
 * SARIF 2.1.0 as far as it is written here, by its own words: §3.13 to §3.30 of the standard. Every rule that a result names is among those
 * of the driver, none of them twice (§3.19.23, §3.27.5), and what a base leads to ends with a slash (§3.14.14).
 */
export const sarifShape = z
  .strictObject({
    $schema: z.url(),
    version: z.literal('2.1.0'),
    runs: z
      .array(
        z.strictObject({
          tool: z.strictObject({
            driver: z.strictObject({ name: z.string().min(1), version: z.string().min(1), rules: z.array(rule) }),
          }),
          originalUriBaseIds: z.strictObject({ ROOT: z.strictObject({ uri: z.url().endsWith('/') }) }),
          invocations: z.array(z.strictObject({ executionSuccessful: z.boolean() })).length(1),
          results: z.array(result),
        }),
      )
      .length(1),
  })
  .refine(({ runs }) =>
    runs.every(({ tool: { driver }, results }) => {
      const ids = driver.rules.map(({ id }) => id);
      return new Set(ids).size === ids.length && results.every(({ ruleId }) => ids.includes(ruleId));
    }),
  );
