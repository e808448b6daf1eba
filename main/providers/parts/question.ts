import type { HttpRequest } from '../../domain/http-port.ts';
import type { Credential } from '../../domain/storage-ports.ts';
import type { ActContext, AskContext } from '../../domain/provider.ts';
import { Secret } from '../../domain/secret.ts';
import type { Token } from '../../../shared/token.ts';
import { formEncoded } from '../oauth2-client.ts';
import type { Auth } from './auth.ts';

/** Plain facts and secrets, each on its own; a secret inside a deeper object cannot be said. */
export type Body = Readonly<Record<string, unknown>>;

/** What is asked, and for an act also when. */
type Asking = AskContext & Partial<Pick<ActContext, 'now'>>;

/**
 * One request as an issuer's documentation has it. `{value}`, `{refresh}`, `{issuer-id}`, `{old-value}` and `{key}` of any field in the path
 * stand for what is kept, are filled in on the wire and are shown by their names alone.
 */
export interface Question {
  readonly method?: HttpRequest['method'] | undefined;
  /** After the base, with its query. */
  readonly path: string | ((context: AskContext, credential: Credential) => string);
  /** The issuer's public base has this at another address of its own. */
  readonly elsewhere?: { readonly than: string; readonly at: string } | undefined;
  readonly auth?: Auth | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly json?: ((credential: Credential, context: Asking) => Body) | undefined;
  readonly form?: ((credential: Credential, context: Asking) => Body) | undefined;
  /** A body of some other type, as it goes on the wire. */
  readonly raw?: { readonly type: string; readonly body: string } | undefined;
}

export function requestOf(question: Question, credential: Credential, context: Asking, old?: Credential): HttpRequest {
  const { method = 'GET', path, auth, headers } = question;
  const { type, body } = bodyOf(question, credential, context);
  const url = `${baseOf(question, context)}${typeof path === 'string' ? path : path(context, credential)}`;
  const names = namesIn(url);
  return {
    method,
    url,
    ...(names.length === 0 ? {} : { inUrl: named(names, credential, context.token, old) }),
    headers: { accept: 'application/json', ...type, ...headers, ...auth?.(credential) },
    ...(body === undefined ? {} : { body }),
  };
}

const baseOf = ({ elsewhere }: Pick<Question, 'elsewhere'>, { base }: AskContext): string =>
  base === elsewhere?.than ? elsewhere.at : base;

/** False where a path names what is not kept of this token. */
export function canFill(question: Question, token: Token): boolean {
  if (typeof question.path !== 'string') return true;
  return namesIn(question.path).every((name) => {
    if (name === 'value' || name.startsWith('old-')) return true;
    if (name === 'issuer-id') return token.issuerId !== undefined;
    return name === 'refresh' ? token.hasRefresh === true : token.fields.includes(name);
  });
}

const namesIn = (url: string): readonly string[] => Array.from(url.matchAll(/\{([a-z-]+)\}/g), ([, name = '']) => name);

function named(
  names: readonly string[],
  { access, refresh, fields }: Credential,
  { issuerId }: Token,
  old: Credential | undefined,
): Readonly<Record<string, Secret>> {
  const known: Readonly<Record<string, Secret | undefined>> = {
    ...fields,
    ...Object.fromEntries(Object.entries(old?.fields ?? {}).map(([key, field]) => [`old-${key}`, field])),
    'old-value': old?.access,
    value: access,
    refresh,
    'issuer-id': issuerId === undefined ? undefined : new Secret(issuerId),
  };
  return Object.fromEntries(names.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])));
}

function bodyOf(
  { json, form, raw }: Question,
  credential: Credential,
  context: Asking,
): { readonly type: Readonly<Record<string, string>>; readonly body?: string | Secret } {
  if (json !== undefined)
    return { type: { 'content-type': 'application/json' }, body: textOf(json(credential, context), JSON.stringify) };
  if (raw !== undefined) return { type: { 'content-type': raw.type }, body: raw.body };
  if (form === undefined) return { type: {} };
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return { type, body: textOf(form(credential, context), formText) };
}

const formText = (body: Body): string =>
  Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${formEncoded(key)}=${formEncoded(String(value))}`)
    .join('&');

/** The text of a body, itself a secret where one is in it. */
function textOf(body: Body, spell: (opened: Body) => string): string | Secret {
  const secrets = Object.entries(body).filter((entry): entry is [string, Secret] => entry[1] instanceof Secret);
  const [first, ...rest] = secrets;
  if (first === undefined) return spell(body);
  const [key, secret] = first;
  if (rest.length === 0) return secret.map((value) => spell({ ...body, [key]: value }));
  return secret.use((value) => textOf({ ...body, [key]: value }, spell));
}
