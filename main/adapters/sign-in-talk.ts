import type { Configuration } from 'openid-client';
import type { SignInFailure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { Timer } from '../domain/ports.ts';
import type { SignedIn, SignInRequest } from '../domain/sign-in-port.ts';
import type { Answer } from './sign-in-answer.ts';
import type { Library } from './sign-in-discovery.ts';
import type { Wire } from './sign-in-wire.ts';

/** What each way of signing in works with. */
export interface Talk {
  readonly library: Library;
  readonly config: Configuration;
  readonly wire: Wire;
  readonly timer: Timer;
  now(): Instant;
  readonly request: SignInRequest;
  /** Makes of the library's answer, or of what it threw, what the vault is told. */
  conclude(work: Promise<Answer>): Promise<Result<SignedIn, SignInFailure>>;
}

export const scopesOf = ({ scopes }: SignInRequest): Record<string, string> =>
  scopes.length === 0 ? {} : { scope: scopes.join(' ') };
