import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import type { ActContext, ActRefusal, Issued, Provider } from '../../main/domain/provider.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { Credential } from '../../main/domain/storage-ports.ts';
import type { Result } from '../../shared/result.ts';
import { isoOf } from '../../shared/time.ts';
import { allKinds } from '../support/issuers/all-kinds.ts';
import { serveKind, type KindIssuer } from '../support/issuers/kind-issuer.ts';
import type { ActRow, KindRows } from '../support/issuers/kind-rows.ts';
import { namedOf, tokenOf } from '../support/issuers/kind-token.ts';
import { send } from '../support/issuers/look.ts';
import { aToken, T0 } from '../support/tokens.ts';

let issuer: KindIssuer;
beforeAll(async () => void (issuer = await serveKind()));
afterAll(() => issuer.close());

function credentialOf(rows: KindRows): Credential {
  const fields = Object.entries(rows.fields ?? {}).map(([key, text]) => [key, new Secret(text)]);
  const refresh = rows.refresh === undefined ? {} : { refresh: new Secret(rows.refresh) };
  return { access: new Secret(rows.value()), fields: Object.fromEntries(fields), ...refresh };
}

type Read = Result<Issued, ActRefusal> | Result<'confirmed' | 'accepted', ActRefusal> | undefined;
type Asked = HttpRequest | undefined | Promise<HttpRequest | undefined>;
interface Act {
  readonly can: boolean;
  readonly asked: Asked;
  read(outcome: HttpOutcome): Read;
}

type ActOf = (provider: Provider, credential: Credential, context: ActContext) => Act;
const actsOf: Readonly<Record<ActRow['act'], ActOf>> = {
  rotate: ({ rotate }, credential, context) => ({
    can: rotate?.can(context.token) === true,
    asked: rotate?.ask(credential, context),
    read: (outcome) => rotate?.read(outcome, credential, context),
  }),
  retire: ({ rotate }, credential, context) => ({
    can: true,
    asked: lastOf(rotate?.retire?.(credential, credential, context)),
    read: () => undefined,
  }),
  revoke: ({ revoke }, credential, context) => ({
    can: true,
    asked: revoke?.ask(credential, context),
    read: (outcome) => revoke?.read(outcome, context),
  }),
  refresh: ({ renew }, credential, context) => ({
    can: renew?.can(context.token) === true,
    asked: renew?.ask(credential, context),
    read: (outcome) => renew?.read(outcome, credential, context),
  }),
};

/** Where an end takes several requests, the last is the one that ends it. */
async function lastOf(asked: ReturnType<NonNullable<NonNullable<Provider['rotate']>['retire']>> | undefined) {
  return [await asked].flat().at(-1);
}

function meaningOf(read: Read): string {
  if (read === undefined) return 'not read';
  if (read.ok) return typeof read.value === 'string' ? read.value : 'issued';
  return read.failure.kind === 'no' ? `no: ${read.failure.why}` : read.failure.kind;
}

function factsIn(read: Read): { readonly ends?: string | undefined; readonly issuerId?: string | undefined } {
  if (read?.ok !== true || typeof read.value === 'string') return {};
  const { expiry, issuerId } = read.value.facts;
  return { ends: expiry?.kind === 'at' ? isoOf(expiry.at) : expiry?.kind, issuerId };
}

const acts = allKinds.flatMap((rows) =>
  (rows.acts ?? []).flatMap((act) =>
    act.answers.map((answer) => [rows.kind, act.act, answer.when, { rows, act, answer }] as const),
  ),
);

describe('an act is asked for and answered as its issuer documents', () => {
  test.each(acts)('%s: %s, when %s', async (_kind, _act, _when, { rows, act, answer }) => {
    issuer.speaks(act.asked, answer, { ...rows, token: { ...rows.token, ...act.token } });
    const context = { token: aToken(tokenOf(rows, act.token)), base: issuer.base, now: T0 };
    const { can, asked, read } = actsOf[act.act](namedOf(rows).provider, credentialOf(rows), context);
    const request = await asked;
    expect(can).toBe(true);
    if (request === undefined) throw new Error('it is not asked for at all');
    const told = read(await send(request, T0));
    expect(issuer.complaints()).toEqual([]);
    const { means, ends, issuerId } = answer;
    const wanted = Object.entries({ means, ends, issuerId }).filter(([, fact]) => fact !== undefined);
    expect({ means: meaningOf(told), ...factsIn(told) }).toMatchObject(Object.fromEntries(wanted));
  });
});
