import { describe, expect, test } from 'vitest';
import { askedOf } from '../../main/domain/look.ts';
import { capabilitiesOf, type Kind } from '../../main/domain/kind.ts';
import { kindsIn } from '../../main/domain/kind-view.ts';
import type { HttpRequest } from '../../main/domain/http-port.ts';
import type { Provider } from '../../main/domain/provider.ts';
import { Secret } from '../../main/domain/secret.ts';
import { registry } from '../../main/providers/registry.ts';
import { parseIso } from '../../shared/time.ts';
import { allKinds } from '../support/issuers/all-kinds.ts';
import type { ActRow, KindRows } from '../support/issuers/kind-rows.ts';
import { namedOf, tokenOf } from '../support/issuers/kind-token.ts';
import { aToken, T0 } from '../support/tokens.ts';

const kinds = registry.all.flatMap((provider) => provider.kinds.map((kind) => [kind.id, { provider, kind }] as const));
const rowsOf = ({ id }: Kind): KindRows | undefined => allKinds.find(({ kind }) => kind === id);
const familyRows = ({ kinds: own }: Provider): readonly KindRows[] => own.flatMap((kind) => rowsOf(kind) ?? []);

describe('the registry', () => {
  test('knows each provider and each kind by a name of its own', () => {
    const names = registry.all.flatMap(({ id, kinds: own }) => [
      id,
      ...own.map((kind) => kind.id).filter((one) => one !== id),
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has rows from the documentation for every kind that it knows, and for no other', () => {
    const known = new Set(kinds.map(([id]) => id));
    expect(allKinds.map(({ kind }) => kind).filter((id) => !known.has(id))).toEqual([]);
  });
});

describe.each(kinds)('%s', (_id, { provider, kind }) => {
  test('is named, documented by its issuer, and dated where it is dated at all', () => {
    expect(provider.name).toMatch(/^\S(?:.*\S)?$/);
    expect(kind.name).toMatch(/^\S(?:.*\S)?$/);
    expect(kind.docs).toMatch(/^https:\/\/[^\s]+\.[^\s]+$/);
    const days = [kind.validFrom, kind.validUntil].filter((day) => day !== undefined);
    expect(days.every((day) => parseIso(day)?.precision === 'date')).toBe(true);
  });

  test('has patterns that take the whole value and keep nothing between two looks', () => {
    const patterns = [...(kind.shapes ?? []), ...(kind.likely ?? []), ...(kind.bare ?? [])];
    const loose = patterns.filter(
      ({ source, flags }) => !source.startsWith('^') || !source.endsWith('$') || /[gy]/.test(flags),
    );
    expect(loose.map(({ source }) => source)).toEqual([]);
  });

  test('says what is not verified only of what it can do', () => {
    const can = [...capabilitiesOf(provider, kind), 'recognise'];
    expect((kind.unverified ?? []).filter((one) => !can.includes(one))).toEqual([]);
  });
});

interface AskedQuestion {
  readonly request: HttpRequest;
  readonly secrets: readonly string[];
}

async function questionOf(rows: KindRows): Promise<AskedQuestion> {
  const { check } = namedOf(rows).provider;
  if (check?.kind !== 'online') throw new Error('it is not asked online');
  const fields = Object.entries(rows.fields ?? {});
  const credential = {
    access: new Secret(rows.value()),
    fields: Object.fromEntries(fields.map(([key, text]) => [key, new Secret(text)])),
  };
  const context = { token: aToken(tokenOf(rows)), base: `https://issuer.example.test${rows.under ?? ''}`, now: T0 };
  return { request: await check.ask(credential, context), secrets: [rows.value(), ...fields.map(([, text]) => text)] };
}

const isAsked = allKinds.filter(({ asked }) => asked !== undefined);
const questions = await Promise.all(isAsked.map(async (rows) => [rows.kind, rows, await questionOf(rows)] as const));

describe.each(questions)('the question about %s', (_kind, rows, { request, secrets }) => {
  test('changes nothing at its issuer: it reads, or is one of the posts that its documentation calls a question', () => {
    const isPost = request.method === 'POST' && rows.asked?.method === 'POST';
    expect(isPost || request.method === 'GET' || request.method === 'HEAD').toBe(true);
  });

  test('goes to the host that it was pinned to', () => {
    expect(request.url).toMatch(/^https:\/\/(?:api\.)?issuer\.example\.test(?:\/|$)/);
  });

  test('has no secret in its address as it is logged and shown, nor in any plain text', () => {
    const shown = `${askedOf(request)} ${JSON.stringify(request)}`;
    expect(secrets.filter((secret) => secret.length > 7 && shown.includes(secret))).toEqual([]);
  });
});

const ACTS = { renew: ['refresh'], rotate: ['rotate'], revoke: ['revoke'] } as const satisfies Record<
  string,
  readonly ActRow['act'][]
>;

/** Their acts take more than one request, or a signature, and are tried by tests of their own. */
const ELSEWHERE: readonly string[] = ['github-app', 'oauth2', 'aws'];

describe.each(
  registry.all
    .filter(({ id }) => id !== 'other' && !ELSEWHERE.includes(id))
    .map((provider) => [provider.id, provider] as const),
)('what %s can do', (_id, provider) => {
  test('is tried by rows of its documentation: every capability', () => {
    const rows = familyRows(provider);
    const acts = new Set(rows.flatMap((row) => (row.acts ?? []).map(({ act }) => act)));
    const isAsked = rows.some((row) => row.asked !== undefined || row.claims !== undefined);
    const untried = [
      ...(provider.check !== undefined && !isAsked ? ['check'] : []),
      ...Object.entries(ACTS).flatMap(([capability, names]) =>
        provider[capability as keyof typeof ACTS] !== undefined && !names.some((name) => acts.has(name))
          ? [capability]
          : [],
      ),
      ...(provider.rotate?.retire !== undefined && !acts.has('retire') ? ['retire'] : []),
    ];
    expect(untried).toEqual([]);
  });
});

test('what is told of the kinds is told of each once, in order of recognition', () => {
  expect(kindsIn(registry).map(({ id }) => id)).toEqual(kinds.map(([id]) => id));
});
