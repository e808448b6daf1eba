import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import { wordsOf } from '../domain/json.ts';
import type { AskContext, Discovery, Judgement } from '../domain/provider.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Secret } from '../domain/secret.ts';
import { base64OfAscii } from './base64.ts';
import { cannotTell, heard } from './judging.ts';

type Endpoint = 'introspection_endpoint' | 'token_endpoint' | 'revocation_endpoint';

/** The host is the issuer, or its introspection endpoint where the path says so. */
export const isIntrospection = (base: string): boolean => /\/[^/]*introspect[^/]*$/i.test(base);

/**
 * Where an issuer's own document says that it is to be asked. The issuer is pinned to the host the user named, and the endpoint to its
 * origin: client secret and token go nowhere else. `isThere`: the host is that place already. `grant`: one that is of no use unless the
 * document names it.
 */
export function endpointOf(
  endpoint: Endpoint,
  { isThere = () => false, grant }: { isThere?: (base: string) => boolean; grant?: string } = {},
): Discovery {
  return {
    ask: ({ base }) => (isThere(base) ? undefined : documentOf(base)),
    read(outcome, context) {
      const { base } = context;
      const document = readDocument(outcome, context);
      if (!document.ok) return document;
      if (grant !== undefined && wordsOf(document.value['grant_types_supported'])?.includes(grant) !== true)
        return failed(cannotTell('unexpected', 'grant not offered'));
      const place = document.value[endpoint];
      if (typeof place !== 'string') return failed(cannotTell('unexpected', `no ${endpoint.replace('_', ' ')}`));
      return originOf(place) === originOf(base) && originOf(base) !== undefined
        ? succeeded(place)
        : failed(cannotTell('unexpected', 'endpoint at another origin'));
    },
  };
}

const documentOf = (base: string): HttpRequest => ({
  method: 'GET',
  url: `${base}/.well-known/openid-configuration`,
  headers: { accept: 'application/json' },
});

function readDocument(outcome: HttpOutcome, context: AskContext): Result<Readonly<Record<string, unknown>>, Judgement> {
  const told = heard(outcome, context);
  if (!told.ok) return told;
  const { answer, body } = told.value;
  const issuer = body['issuer'];
  if (answer.status !== 200) return failed(cannotTell('unexpected', 'no discovery document'));
  return typeof issuer === 'string' && issuer.replace(/\/$/, '') === context.base
    ? succeeded(body)
    : failed(cannotTell('unexpected', 'issuer differs'));
}

/** Only plain authorities are compared: one with a user part, a backslash or a blank inside equals no other. */
function originOf(url: string): string | undefined {
  const [, scheme = '', host = '', port] =
    /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+))?(?:\/[^\s\\]*)?$/i.exec(url) ?? [];
  if (scheme === '') return undefined;
  return `${scheme}://${host}:${port ?? (scheme.toLowerCase() === 'https' ? '443' : '80')}`.toLowerCase();
}

/**
 * A form to one of the issuer's endpoints, in the client's name: with its secret in the header, or, for a public client, which has none,
 * with its id in the form (RFC 6749 §2.3.1, §3.2.1).
 */
export function clientForm(
  url: string,
  { fields }: Pick<Credential, 'fields'>,
  value: Secret,
  form: (encoded: string) => string,
): HttpRequest {
  const [id, secret] = [fields['client-id'], fields['client-secret']];
  const body = value.map((text) => form(formEncoded(text)));
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  if (id === undefined) return { method: 'POST', url, headers, body };
  if (secret === undefined) {
    const named = id.use((name) => body.map((text) => `${text}&client_id=${formEncoded(name)}`));
    return { method: 'POST', url, headers, body: named };
  }
  return { method: 'POST', url, headers: { ...headers, authorization: basic(id, secret) }, body };
}

/** Both halves are form-encoded first (RFC 6749 §2.3.1), which also leaves nothing but ASCII. */
export const basic = (id: Secret, secret: Secret): Secret =>
  id.use((name) => secret.map((word) => `Basic ${base64OfAscii(`${formEncoded(name)}:${formEncoded(word)}`)}`));

/** As forms spell a value (`application/x-www-form-urlencoded`). */
export const formEncoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'))
    .replace(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
