import type { ClientAuth, Configuration, ServerMetadata } from 'openid-client';
import type { SignInFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { parseHttpDate } from '../../shared/time.ts';
import type { SignInRequest } from '../domain/sign-in-port.ts';
import { signInFailed, troubleOf } from './sign-in-trouble.ts';
import type { Wire } from './sign-in-wire.ts';
import { isPage } from '../domain/page.ts';
import { urlOf } from './url-of.ts';

export type Library = typeof import('openid-client');

/** Seconds that an ID token may be off, beyond what the clocks are known to differ. */
const TOLERANCE_S = 60;

/**
 * The issuer's own document by OpenID Connect Discovery, else by RFC 8414, held to be about the very issuer that was named. Plain http is
 * for an issuer on this machine alone.
 */
export async function discover(
  library: Library,
  wire: Wire,
  request: SignInRequest,
): Promise<Result<Configuration, SignInFailure>> {
  const issuer = urlOf(request.issuer);
  if (issuer === undefined || !isPage(request.issuer) || issuer.search !== '' || issuer.hash !== '')
    return signInFailed('the issuer is no https address');
  const execute = issuer.protocol === 'http:' ? [library.allowInsecureRequests] : [];
  try {
    const found = await documentOf(library, wire, { issuer, clientId: request.clientId, execute });
    const as = found.serverMetadata();
    const facts = { [library.clockSkew]: skewOf(wire), [library.clockTolerance]: TOLERANCE_S };
    const config = new library.Configuration(as, request.clientId, facts, authOf(library, as, request));
    config[library.customFetch] = wire.fetch;
    for (const loosen of execute) loosen(config);
    return succeeded(config);
  } catch (error) {
    return troubleOf(error, wire.last());
  }
}

/** Seconds that the issuer's clock is ahead of the one that the library reads. */
function skewOf(wire: Wire): number {
  const last = wire.last();
  const sent = last?.kind === 'answered' ? parseHttpDate(last.headers['date'] ?? '') : undefined;
  return sent === undefined ? 0 : Math.round((sent - Date.now()) / 1000);
}

interface Asked {
  readonly issuer: URL;
  readonly clientId: string;
  readonly execute: ((config: Configuration) => void)[];
}

async function documentOf(library: Library, wire: Wire, { issuer, clientId, execute }: Asked): Promise<Configuration> {
  const ask = (algorithm: 'oidc' | 'oauth2') =>
    library.discovery(issuer, clientId, undefined, library.None(), {
      algorithm,
      execute,
      [library.customFetch]: wire.fetch,
    });
  try {
    return await ask('oidc');
  } catch (error) {
    const last = wire.last();
    // An issuer of plain OAuth has no such page, and says so in one way or another.
    if (last?.kind !== 'answered' || last.status < 400 || last.status >= 500) throw error;
    return ask('oauth2');
  }
}

/** RFC 6749 §2.3.1: Basic is what every issuer must take, unless its document says otherwise. */
function authOf(library: Library, as: Readonly<ServerMetadata>, { clientSecret }: SignInRequest): ClientAuth {
  if (clientSecret === undefined) return library.None();
  const offered = as.token_endpoint_auth_methods_supported;
  const inBody = offered?.includes('client_secret_basic') === false && offered.includes('client_secret_post');
  return clientSecret.use(inBody ? library.ClientSecretPost : library.ClientSecretBasic);
}
