import type { SignInFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Http } from '../domain/http-port.ts';
import type { Clock, Timer } from '../domain/ports.ts';
import type { OpenSignIn, SignedIn, SignIn, SignInRequest } from '../domain/sign-in-port.ts';
import { signInByBrowser } from './sign-in-browser.ts';
import { signInByDevice } from './sign-in-device.ts';
import { discover } from './sign-in-discovery.ts';
import { signedInBy, type Answer } from './sign-in-answer.ts';
import { signInFailed, troubleOf } from './sign-in-trouble.ts';
import { scopesOf, type Talk } from './sign-in-talk.ts';
import { createWire } from './sign-in-wire.ts';

interface SignInParts {
  readonly http: Http;
  readonly timer: Timer;
  readonly clock: Pick<Clock, 'now'>;
}

/** OAuth by `openid-client`, which is loaded at the first sign-in: most days see none. */
export function createSignIn({ http, timer, clock }: SignInParts): SignIn {
  return {
    async begin(request) {
      const library = await import('openid-client');
      const wire = createWire(http);
      const found = await discover(library, wire, request);
      if (!found.ok) return found;
      const config = found.value;

      async function conclude(work: Promise<Answer>): Promise<Result<SignedIn, SignInFailure>> {
        try {
          const answer = await work;
          const last = wire.last();
          const endpoint = config.serverMetadata().token_endpoint ?? request.issuer;
          const signed = last === undefined ? undefined : signedInBy(answer, { at: last.at, endpoint, asked: request });
          return signed === undefined ? signInFailed('a token that cannot be kept') : succeeded(signed);
        } catch (error) {
          return troubleOf(error, wire.last());
        }
      }

      return ways[request.how]({ library, config, wire, timer, now: clock.now, request, conclude });
    },
  };
}

type Way = (talk: Talk) => Promise<Result<OpenSignIn, SignInFailure>>;

const ways: { readonly [H in SignInRequest['how']]: Way } = {
  browser: signInByBrowser,
  device: signInByDevice,
  async client({ library, config, request, conclude }) {
    if (request.clientSecret === undefined) return signInFailed('a client secret is needed');
    const end = conclude(library.clientCredentialsGrant(config, scopesOf(request)));
    return succeeded({ end, cancel: () => undefined });
  },
};
