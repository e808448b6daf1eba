import { filledUrl } from '../../../main/adapters/filled-url.ts';
import type { HttpOutcome, HttpRequest } from '../../../main/domain/http-port.ts';
import type { Credential } from '../../../main/domain/storage-ports.ts';
import type { Check, Judgement, Provider } from '../../../main/domain/provider.ts';
import { Secret } from '../../../main/domain/secret.ts';
import type { Instant } from '../../../shared/time.ts';
import type { Token } from '../../../shared/token.ts';
import { aToken, T0 } from '../tokens.ts';

interface LookAt {
  readonly value: string;
  readonly base: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly token?: Partial<Token>;
  /** Our clock at receipt. */
  readonly at?: Instant;
}

/** One look at an issuer through plain fetch, discovery and all. */
export async function lookAt(provider: Provider, look: LookAt): Promise<Judgement> {
  const { check } = provider;
  if (check === undefined) throw new Error(`${provider.id} has no check`);
  const secrets = Object.entries(look.fields ?? {}).map(([key, text]) => [key, new Secret(text)]);
  const credential = { access: new Secret(look.value), fields: Object.fromEntries(secrets) };
  return check.kind === 'offline' ? check.read(credential, look.at ?? T0) : question(check, credential, look);
}

type Online = Extract<Check, { kind: 'online' }>;

async function question(check: Online, credential: Credential, { base, token, at = T0 }: LookAt): Promise<Judgement> {
  const named = { token: aToken(token), base };
  const where = check.discovery?.ask(named);
  const found = where === undefined ? undefined : check.discovery?.read(await send(where, at), named);
  if (found?.ok === false) return found.failure;
  const context = { ...named, now: at, base: found?.value ?? base };
  return check.judge(await send(await check.ask(credential, context), at), context, credential);
}

/** The request on the wire, with no redirect followed. */
export async function send(request: HttpRequest, at: Instant): Promise<HttpOutcome> {
  const open = (value: string | Secret) => (typeof value === 'string' ? value : value.use((text) => text));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, open(value)]));
  const body = request.body === undefined ? null : open(request.body);
  try {
    const answer = await fetch(filledUrl(request) ?? 'refused:', {
      method: request.method,
      headers,
      body,
      redirect: 'manual',
    });
    const text = await answer.text();
    return {
      kind: 'answered',
      at,
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: text,
      cut: false,
    };
  } catch {
    return { kind: 'silent', at, cause: 'offline', code: 'ECONNREFUSED' };
  }
}
