import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Judgement } from '../../main/domain/provider.ts';
import { Secret } from '../../main/domain/secret.ts';
import { isoOf } from '../../shared/time.ts';
import type { Verdict } from '../../shared/verdict.ts';
import { allKinds } from '../support/issuers/all-kinds.ts';
import { serveKind, type KindIssuer } from '../support/issuers/kind-issuer.ts';
import type { AnswerRow } from '../support/issuers/kind-rows.ts';
import { namedOf, tokenOf } from '../support/issuers/kind-token.ts';
import { lookAt } from '../support/issuers/look.ts';

let issuer: KindIssuer;
beforeAll(async () => void (issuer = await serveKind()));
afterAll(() => issuer.close());

const spelled = (verdict: Verdict): string =>
  verdict.kind === 'blocked'
    ? `blocked: ${verdict.why}`
    : verdict.kind === 'unknown'
      ? `unknown: ${verdict.cause}`
      : verdict.kind;

const endIn = ({ facts: { expiry } }: Judgement): string =>
  expiry === undefined ? 'not said' : expiry.kind === 'at' ? isoOf(expiry.at) : expiry.kind;

/** Only what the row speaks of is compared. */
function compare(judgement: Judgement, row: Omit<AnswerRow, 'status'>): void {
  const { verdict, ends, scopes, subject, issuerId, warns } = row;
  const told = Object.entries({ verdict, ends, scopes, subject, issuerId, warns }).filter(
    ([, fact]) => fact !== undefined,
  );
  const { facts } = judgement;
  const seen = {
    verdict: spelled(judgement.verdict),
    ends: endIn(judgement),
    scopes: facts.scopes,
    subject: facts.subject,
    issuerId: facts.issuerId,
    warns: (facts.warnings ?? []).map(({ code }) => code),
  };
  expect(seen).toMatchObject(Object.fromEntries(told));
}

const answers = allKinds.flatMap((rows) =>
  (rows.answers ?? []).map((row) => [rows.kind, row.when, rows, row] as const),
);
const claims = allKinds.flatMap((rows) => (rows.claims ?? []).map((row) => [rows.kind, row.when, rows, row] as const));

describe('an answer of an issuer is judged by its documentation', () => {
  test.each(answers)('%s, when %s', async (_kind, _when, rows, row) => {
    if (rows.asked === undefined) throw new Error('it answers, and nothing is asked');
    issuer.speaks(rows.asked, row, rows);
    const look = {
      value: rows.value(),
      base: `${issuer.base}${rows.under ?? ''}`,
      fields: rows.fields ?? {},
      token: tokenOf(rows, row.token),
    };
    const judgement = await lookAt(namedOf(rows).provider, look);
    expect(issuer.complaints()).toEqual([]);
    compare(judgement, row);
    expect(JSON.stringify(judgement)).not.toContain(rows.value());
  });
});

describe('a value is judged by what it says of itself', () => {
  test.each(claims)('%s, when %s', async (_kind, _when, rows, row) => {
    const look = { value: row.value(), base: '', fields: rows.fields ?? {}, token: tokenOf(rows, row.token) };
    compare(await lookAt(namedOf(rows).provider, look), row);
  });
});

const reads = allKinds.flatMap((rows) => (rows.reads ?? []).map((row) => [rows.kind, row.when, rows, row] as const));

describe('a value tells of itself', () => {
  test.each(reads)('%s, when %s', (_kind, _when, rows, row) => {
    const fields = Object.entries(rows.fields ?? {}).map(([key, text]) => [key, new Secret(text)]);
    const credential = { access: new Secret(row.value()), fields: Object.fromEntries(fields) };
    const facts = namedOf(rows).provider.reads?.(credential);
    if (facts === undefined) throw new Error('it is not read');
    compare({ verdict: { kind: 'valid' }, facts }, { ...row, verdict: 'valid' });
  });
});
