import type { Answered, AskedFor, KindRows } from './kind-rows.ts';
import { serveLoopback, type Loopback, type Reply, type Seen } from './loopback.ts';

export interface KindIssuer extends Loopback {
  /** From now on: to this request this answer, and to any other a complaint. */
  speaks(asked: AskedFor, answer: Answered, kind: KindRows): void;
  /** What was asked otherwise than the documentation says; empty when all is well. */
  complaints(): readonly string[];
}

/** Any issuer: it answers as it was last told to, and only to the request that its documentation names. */
export async function serveKind(): Promise<KindIssuer> {
  let script: { asked: AskedFor; answer: Answered; kind: KindRows } | undefined;
  let found: string[] = [];
  const loopback = await serveLoopback((seen): Reply => {
    if (script === undefined) return { status: 500, body: 'not told what to say' };
    const wrong = differences(seen, script.asked, script.kind);
    found.push(...wrong);
    return wrong.length > 0 ? { status: 418, body: wrong.join('; ') } : script.answer;
  });
  return {
    ...loopback,
    speaks(asked, answer, kind) {
      script = { asked, answer, kind };
      found = [];
    },
    complaints: () => found,
  };
}

function differences(seen: Seen, asked: AskedFor, kind: KindRows): readonly string[] {
  const query = seen.query.toString();
  const path = query === '' ? seen.path : `${seen.path}?${query}`;
  const wanted: readonly (readonly [string, string, string])[] = [
    ['method', seen.method, asked.method],
    ['path', decodeURIComponent(path), decodeURIComponent(filled(asked.path, kind))],
    ...Object.entries(asked.headers ?? {}).map(
      ([name, text]) => [name, seen.headers[name] ?? 'absent', filled(text, kind)] as const,
    ),
    ...(asked.body === undefined
      ? []
      : [['body', bodyOf(seen.body, asked.body), bodyWanted(asked.body, kind)] as const]),
  ];
  return wanted.filter(([, got, want]) => got !== want).map(([what, got, want]) => `${what} is ${got}, not ${want}`);
}

const bodyOf = (text: string, wanted: string | object): string =>
  typeof wanted === 'string' ? text : ordered(JSON.parse(text));
const bodyWanted = (wanted: string | object, kind: KindRows): string =>
  typeof wanted === 'string' ? filled(wanted, kind) : filled(ordered(wanted), kind);

/** The same text for the same content, whatever the order of its keys. */
const ordered = (json: unknown): string =>
  JSON.stringify(json, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => one.localeCompare(other)))
      : value,
  );

/** `{value}` and the names of fields, by what is sent; `{basic:USER:PASSWORD}` by its base64. */
function filled(text: string, { value, fields = {}, refresh = '', token = {} }: KindRows): string {
  const known: Readonly<Record<string, string>> = {
    ...fields,
    value: value(),
    refresh,
    'issuer-id': token.issuerId ?? '',
  };
  const plain = text.replace(/\{([a-z-]+)\}/g, (all, name: string) => known[name] ?? all);
  return plain.replace(/\{basic:([^}]*)\}/g, (_all, pair: string) => Buffer.from(pair).toString('base64'));
}
