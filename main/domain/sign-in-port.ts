import type { SignInHow } from '../../shared/commands/sign-in.ts';
import type { SignInFailure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { Expiry, Scope } from '../../shared/token.ts';
import type { Secret } from './secret.ts';

/** An OAuth sign-in as a person asked for it. */
export interface SignInRequest {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: Secret | undefined;
  readonly how: SignInHow;
  readonly scopes: readonly Scope[];
}

/** What the issuer handed out at the end of a sign-in. `at` is when that answer came; the end of life is counted from there. */
export interface SignedIn {
  readonly at: Instant;
  /** Who answered, as evidence shows it. */
  readonly asked: string;
  readonly access: Secret;
  readonly refresh?: Secret | undefined;
  readonly expiry: Expiry;
  readonly refreshExpiresAt?: Instant | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  readonly subject?: string | undefined;
}

export interface OpenSignIn {
  /** To open in a browser. It holds a state that only this sign-in's own page may know: shown to the person, never logged. */
  readonly url?: string | undefined;
  readonly userCode?: string | undefined;
  readonly verificationUri?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly end: Promise<Result<SignedIn, SignInFailure>>;
  cancel(): void;
}

/** Speaks OAuth with one issuer, which is pinned. Begun by a person alone; holds no port and no request open after its end. */
export interface SignIn {
  begin(request: SignInRequest): Promise<Result<OpenSignIn, SignInFailure>>;
}

/** The person's own browser. */
export interface Browser {
  /** False where there is none to be had; https and loopback addresses only. */
  open(url: string): Promise<boolean>;
}
