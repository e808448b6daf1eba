import type { Confidence } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { Doubt, Expiry, ProviderId, Scope, Token, TokenWarning } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';
import type { Credential, HttpOutcome, HttpRequest } from './ports.ts';

/** What a pasted value may be. `kind` is the issuer's word for it. */
export interface Guess {
  readonly provider: ProviderId;
  readonly kind: string;
  readonly confidence: Confidence;
}

/** Where a provider's issuer lives. The host comes from the registry or the user, never from inside a token. */
export type HostRule =
  | { readonly kind: 'none' }
  /** One public instance; a self-managed one may be named instead. */
  | { readonly kind: 'default'; readonly base: string }
  /** The user must say. */
  | { readonly kind: 'named' };

/** A fact beside the value that this kind needs, such as a client id. */
export interface FieldRule {
  readonly key: string;
  readonly label: string;
  readonly secret: boolean;
  readonly needed: boolean;
}

/** What one look taught besides the verdict; what is left out was not said and changes nothing. */
export interface Facts {
  readonly expiry?: Expiry | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  readonly subject?: string | undefined;
  readonly audience?: readonly string[] | undefined;
  readonly issuedAt?: Instant | undefined;
  readonly warnings?: readonly TokenWarning[] | undefined;
  readonly doubt?: Doubt | undefined;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly facts: Facts;
  /** The issuer's own code or short word; never a body, never a value. */
  readonly said?: string | undefined;
}

export type SideEffect =
  | 'none'
  | 'extends-life'
  | 'consumes-use'
  | 'issues-token'
  | 'probe-write'
  | 'spends'
  | 'alarms';

export interface AskContext {
  readonly token: Token;
  /** No slash at its end. */
  readonly base: string;
}

/** A first question, free of secrets, to an issuer whose own document says where the real one is to be asked. */
export interface Discovery {
  /** Undefined where the host that the user named is that place already. */
  ask(context: AskContext): HttpRequest | undefined;
  /** The address to ask; a judgement where the document is of no use or leads to another origin. */
  read(outcome: HttpOutcome, context: AskContext): Result<string, Judgement>;
}

/** A look at the issuer: a pure question and a pure reading of its answer. */
export type Check =
  | {
      readonly kind: 'online';
      readonly sideEffect: SideEffect;
      /** What it finds is the `base` that `ask` and `judge` are given. */
      readonly discovery?: Discovery | undefined;
      ask(credential: Credential, context: AskContext): HttpRequest;
      /** Given every outcome, silence and outages too; `classify` of `domain/outcome.ts` settles those in one way for all. */
      judge(outcome: HttpOutcome, context: AskContext): Judgement;
    }
  /** What the value itself tells, with no network: says when it ends, never that it is accepted. */
  | { readonly kind: 'offline'; read(credential: Credential, now: Instant): Judgement };

/** A capability that is absent is a thing this issuer cannot do. */
export interface Provider {
  readonly id: ProviderId;
  readonly name: string;
  readonly hosts: HostRule;
  readonly fields: readonly FieldRule[];
  /** By shape, offline. Answers guesses for this provider alone; the registry orders them. */
  recognise(value: string): readonly Guess[];
  readonly check?: Check | undefined;
}

export interface Registry {
  /** In order of recognition: specific before general. */
  readonly all: readonly Provider[];
  get(id: ProviderId): Provider | undefined;
  /** Best first; the general kind is always last, so there is always one. */
  recognise(value: string): readonly Guess[];
}
