import type { SignInFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { later, minutes } from '../../shared/time.ts';
import type { OpenSignIn, SignedIn } from '../domain/sign-in-port.ts';
import { awaitRedirect, type LoopbackRedirect } from './loopback-redirect.ts';
import { isPage } from '../domain/page.ts';
import { scopesOf, type Talk } from './sign-in-talk.ts';
import { signInFailed } from './sign-in-trouble.ts';

/** A person who is not back by then has gone to do something else. */
const MOST = minutes(5);

/** Authorization code with PKCE S256 (RFC 7636) on a loopback address (RFC 8252). */
export async function signInByBrowser(talk: Talk): Promise<Result<OpenSignIn, SignInFailure>> {
  const { library, config, request, timer } = talk;
  const offered = config.serverMetadata().code_challenge_methods_supported;
  if (offered?.includes('S256') === false) return signInFailed('the issuer has no PKCE with S256');
  const proof = {
    expectedState: library.randomState(),
    pkceCodeVerifier: library.randomPKCECodeVerifier(),
    ...(request.scopes.includes('openid') ? { expectedNonce: library.randomNonce() } : {}),
  };
  const challenge = await library.calculatePKCECodeChallenge(proof.pkceCodeVerifier);
  const redirect = await awaitRedirect(proof.expectedState);
  if (!redirect.ok) return redirect;
  const page = pageOf(talk, { ...proof, challenge, redirectUri: redirect.value.uri });
  if (!page.ok) {
    await redirect.value.close();
    return page;
  }
  let over: 'cancelled' | 'timeout' = 'timeout';
  const stop = timer.after(MOST, () => void redirect.value.close());
  const end = finish(talk, redirect.value, proof, () => over).finally(() => void stop());
  return succeeded({
    url: page.value,
    expiresAt: later(talk.now(), MOST),
    end,
    cancel() {
      over = 'cancelled';
      void redirect.value.close();
    },
  });
}

interface Proof {
  readonly expectedState: string;
  readonly pkceCodeVerifier: string;
  readonly expectedNonce?: string;
}

/** State and, where there is one, issuer (RFC 9207) are checked once more by the library. */
async function finish(
  { library, config, conclude }: Talk,
  redirect: LoopbackRedirect,
  proof: Proof,
  why: () => string,
): Promise<Result<SignedIn, SignInFailure>> {
  const answer = await redirect.answer;
  if (answer === undefined) return signInFailed(why());
  return conclude(library.authorizationCodeGrant(config, answer, proof));
}

function pageOf(
  { library, config, request }: Talk,
  asked: Proof & { readonly challenge: string; readonly redirectUri: string },
): Result<string, SignInFailure> {
  if (config.serverMetadata().authorization_endpoint === undefined)
    return signInFailed('the issuer does not offer this way of signing in');
  const url = library.buildAuthorizationUrl(config, {
    redirect_uri: asked.redirectUri,
    state: asked.expectedState,
    code_challenge: asked.challenge,
    code_challenge_method: 'S256',
    ...(asked.expectedNonce === undefined ? {} : { nonce: asked.expectedNonce }),
    // Without it no refresh token is given with this scope (OpenID Connect Core §11).
    ...(request.scopes.includes('offline_access') ? { prompt: 'consent' } : {}),
    ...scopesOf(request),
  }).href;
  return isPage(url) ? succeeded(url) : signInFailed('the issuer names an address without https');
}
