import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import { Secret } from '../../main/domain/secret.ts';
import { decoyOf } from '../../main/domain/decoy.ts';
import type { MemorySecrets, ScriptedHttp } from './memory-ports.ts';
import { T0 } from './tokens.ts';

/**
 * Says no to values that were never stored, as every issuer does, before the script is asked: so a test that scripts "this token lives" does not
 * script an endpoint that takes anything. Such requests are not among those that were asked.
 */
export function refusingMadeUp(secrets: MemorySecrets, http: ScriptedHttp): ScriptedHttp {
  const send = http.send;
  http.send = async (request) => (isMadeUp(request, secrets) ? refusal : send(request));
  return http;
}

const refusal: HttpOutcome = {
  kind: 'answered',
  at: T0,
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Bad credentials"}',
  cut: false,
};

const TAIL = 8;

function isMadeUp(request: HttpRequest, secrets: MemorySecrets): boolean {
  const sent = textOf(request);
  const stored = [...secrets.entries.values()].map(({ credential }) => credential.access);
  if (stored.some((value) => value.use((text) => sent.includes(text)))) return false;
  return stored.some((value) => {
    const madeUp = decoyOf(
      { access: value, fields: {} },
      () => 0,
      () => true,
    )?.access;
    return madeUp?.use((text) => sent.includes(text.slice(-TAIL))) === true;
  });
}

function textOf({ url, inUrl = {}, headers, body = '' }: HttpRequest): string {
  const parts = [url, body, ...Object.values(headers), ...Object.values(inUrl)];
  return parts.map((part) => (part instanceof Secret ? part.use((text) => text) : part)).join('\n');
}
