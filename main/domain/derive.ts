import type { Result } from '../../shared/result.ts';
import type { Duration } from '../../shared/time.ts';
import type { Scope, Token } from '../../shared/token.ts';
import type { HttpOutcome, HttpRequest } from './http-port.ts';
import type { ActContext, ActRefusal, Discovery, Issued } from './provider.ts';
import type { Credential } from './storage-ports.ts';

/** What a narrower token is to be. Scopes in the issuer's own words; nothing said is nothing narrowed. */
export interface Narrowing {
  readonly scopes: readonly Scope[];
  /** For whom or what it is to be good: an audience of OAuth, a repository, a resource. */
  readonly audience: readonly string[];
  /** How long it is to live. An issuer may give less, and where it knows one length alone, more: the facts of the child say. */
  readonly longest: Duration;
}

/** The child, and what became of its parent by the making of it. */
export interface Derived extends Issued {
  /** The parent with its new refresh token, where the old one was spent: kept before the child is used. */
  readonly parent?: Credential | undefined;
}

interface Narrows {
  /** False where this issuer cannot narrow this very token in this way. */
  can(token: Token, wanted: Narrowing): boolean;
  /** Whether a token with these scopes has that one too; left out where it has the scopes that it names and no other. */
  covers?(held: readonly Scope[], wanted: Scope): boolean;
}

/**
 * A narrower token out of a broader one. `offline-attenuate`: made here, with no request. `server-child`: dies with its parent. `sibling`: lives
 * on after it. More than the parent has is refused before any request.
 */
export type DeriveWay =
  | (Narrows & {
      readonly how: 'offline-attenuate';
      make(credential: Credential, wanted: Narrowing, context: ActContext): Result<Issued, ActRefusal>;
    })
  | (Narrows & {
      readonly how: 'server-child' | 'sibling';
      /** The request spends the parent's refresh token, so that it is sent as a renewal is: written down first, once, and nobody renews meanwhile. */
      readonly spends?: boolean | undefined;
      /** A child of this way is left to its own end: to end it earlier would end its parent with it. */
      readonly waits?: boolean | undefined;
      /** A failure with a word of its own: the issuer does not offer this way. */
      readonly discovery?: Discovery | undefined;
      ask(credential: Credential, wanted: Narrowing, context: ActContext): HttpRequest | Promise<HttpRequest>;
      read(
        outcome: HttpOutcome,
        credential: Credential,
        wanted: Narrowing,
        context: ActContext,
      ): Result<Derived, ActRefusal>;
    });

export interface Derive {
  /** The best first; the first that can, and that its issuer offers, is taken. */
  readonly ways: readonly DeriveWay[];
  /** Ends a child before its time; left out where it can only be waited for. Asked twice it does no harm. */
  readonly end?: ChildEnd | undefined;
}

export interface ChildEnd {
  readonly discovery?: Discovery | undefined;
  ask(child: Credential, parent: Credential, context: ActContext): HttpRequest | Promise<HttpRequest>;
  read(outcome: HttpOutcome, context: ActContext): Result<'confirmed' | 'accepted', ActRefusal>;
}
