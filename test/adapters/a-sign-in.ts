import { createHttp } from '../../main/adapters/http.ts';
import { createSignIn } from '../../main/adapters/sign-in.ts';
import { createUndiciExchange } from '../../main/adapters/undici-exchange.ts';
import type { Http } from '../../main/domain/http-port.ts';
import type { OpenSignIn, SignedIn, SignInRequest } from '../../main/domain/sign-in-port.ts';
import type { Secret } from '../../main/domain/secret.ts';
import { instant } from '../../shared/time.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { SignInIssuer } from '../support/issuers/sign-in-issuer.ts';

export const open = (secret: Secret | undefined): string => secret?.use((text) => text) ?? '';

/** Signs in at an issuer over the real network, by a clock that stands still. */
export function signingInAt(issuer: () => SignInIssuer) {
  const notes: string[] = [];
  const opened: OpenSignIn[] = [];
  const clock = createFakeClock(instant(Date.now()));
  const log = { note: (event: string, fields: object = {}) => void notes.push(JSON.stringify([event, fields])) };
  const http = createHttp({ exchange: createUndiciExchange({}), clock, log });

  async function begin(request: Partial<SignInRequest>, over: Http = http) {
    const { base, app } = issuer();
    const asked = { issuer: base, clientId: app, how: 'browser' as const, scopes: ['openid'], ...request };
    const started = await createSignIn({ http: over, timer: clock, clock }).begin(asked);
    if (started.ok) opened.push(started.value);
    return started;
  }

  async function begun(request: Partial<SignInRequest>, over?: Http): Promise<OpenSignIn> {
    const started = await begin(request, over);
    if (!started.ok) throw new Error(JSON.stringify(started.failure));
    return started.value;
  }

  return {
    clock,
    begun,
    /** All that was logged. */
    logged: () => notes.join('\n'),
    /** Why nothing was begun. */
    async refusal(request: Partial<SignInRequest>): Promise<string> {
      const started = await begin(request);
      return started.ok ? 'begun' : started.failure.code === 'sign-in-failed' ? started.failure.said : '';
    },
    /** The network, with what an issuer says changed on its way. */
    bent(bend: (path: string, body: string) => string | undefined): Http {
      return {
        async send(request) {
          const outcome = await http.send(request);
          const body = outcome.kind === 'answered' ? bend(new URL(request.url).pathname, outcome.body) : undefined;
          return outcome.kind === 'answered' && body !== undefined ? { ...outcome, body } : outcome;
        },
      };
    },
    endAll: () => opened.splice(0).forEach((one) => one.cancel()),
  };
}

export async function signedIn(one: OpenSignIn): Promise<SignedIn> {
  const ended = await one.end;
  if (!ended.ok) throw new Error(JSON.stringify(ended.failure));
  return ended.value;
}

export async function saidOf(one: OpenSignIn): Promise<string> {
  const ended = await one.end;
  return !ended.ok && ended.failure.code === 'sign-in-failed' ? ended.failure.said : 'signed in';
}

export const redirectOf = ({ url = '' }: OpenSignIn): URL =>
  new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
export const stateOf = ({ url = '' }: OpenSignIn): string => new URL(url).searchParams.get('state') ?? '';

/** Where a browser would be sent back to. */
export function callback(one: OpenSignIn, parameters: Readonly<Record<string, string>>): string {
  return `${redirectOf(one).href}?${new URLSearchParams({ state: stateOf(one), ...parameters }).toString()}`;
}
