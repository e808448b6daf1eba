import type { SideEffect } from '../../shared/kind.ts';
import type { Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { Doubt, Expiry, ProviderId, Renewal, Scope, Token, TokenWarning } from '../../shared/token.ts';
import type { UnknownCause, Verdict } from '../../shared/verdict.ts';
import type { Derive } from './derive.ts';
import type { HttpOutcome, HttpRequest } from './http-port.ts';
import type { Kind } from './kind.ts';
import type { Guess, RecognitionContext, Refused } from './recognition.ts';
import type { Credential } from './storage-ports.ts';

/** Where a provider's issuer lives. The host comes from the registry or the user, never from inside a token. */
export type HostRule =
  | { readonly kind: 'none' }
  /** One public instance; a self-managed one may be named instead. */
  | { readonly kind: 'default'; readonly base: string }
  /** The user must say. */
  | { readonly kind: 'named' }
  /** As the person's own tool of that name is set up, where they do not say otherwise. */
  | { readonly kind: 'configured'; readonly tool: HostTool };

/** Tools that know where their registry is. */
export type HostTool = 'npm';

/** A fact beside the value that this kind needs, such as a client id. */
export interface FieldRule {
  readonly key: string;
  readonly label: string;
  readonly secret: boolean;
  readonly needed: boolean;
  /** Its content has several lines, such as a key in PEM. */
  readonly many?: boolean | undefined;
  /** Taken where the person gives nothing. */
  readonly usual?: string | undefined;
  /** Where its content is found, in a few words. */
  readonly hint?: string | undefined;
  /** Asked for with these kinds alone; left out: with all that its provider has. */
  readonly kinds?: readonly string[] | undefined;
}

/** The field by which a refresh token is given; it is kept beside the value, not among the other fields. */
export const REFRESH_FIELD = 'refresh-token';

/** What one look taught besides the verdict; what is left out was not said and changes nothing. */
export interface Facts {
  readonly expiry?: Expiry | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  readonly subject?: string | undefined;
  readonly audience?: readonly string[] | undefined;
  readonly issuedAt?: Instant | undefined;
  readonly warnings?: readonly TokenWarning[] | undefined;
  readonly doubt?: Doubt | undefined;
  readonly issuerId?: string | undefined;
  readonly renewable?: boolean | undefined;
  readonly refreshExpiresAt?: Instant | undefined;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly facts: Facts;
  /** The issuer's own code or short word; never a body, never a value. */
  readonly said?: string | undefined;
}

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
      /** False where this very token cannot be asked after; left out where any can. */
      can?(token: Token): boolean;
      /** What it finds is the `base` that `ask` and `judge` are given. */
      readonly discovery?: Discovery | undefined;
      /**
       * Requests are dated, and signed with the value: by a clock that runs wrong they are refused, and one that a made-up value signed would be
       * held against the real one.
       */
      readonly signed?: boolean | undefined;
      ask(credential: Credential, context: ActContext): HttpRequest | Promise<HttpRequest>;
      /** How any request to this issuer carries the value; left out where it is no header. */
      present?(credential: Credential, context: AskContext): HttpRequest['headers'];
      /** What it answers holds no value. Given every outcome, silence and outages too; `classify` of `domain/outcome.ts` settles those in one way for all. */
      judge(outcome: HttpOutcome, context: AskContext, credential: Credential): Judgement;
    }
  /** What the value itself tells, with no network: says when it ends, never that it is accepted. */
  | { readonly kind: 'offline'; read(credential: Credential, now: Instant): Judgement };

/** What an issuer handed out: the one place where a secret and its facts stand side by side, for one call. */
export interface Issued {
  readonly credential: Credential;
  readonly facts: Facts;
}

/** What became of an act that the issuer cannot undo. */
export type ActRefusal =
  /** Certain not to have happened. */
  | { readonly kind: 'again'; readonly cause: UnknownCause }
  /** It may have happened: the request left and its answer did not come. */
  | { readonly kind: 'lost'; readonly cause: UnknownCause }
  /** The issuer said no. `grant`: the refresh token is of no use. `permission`: the token may not do this, and never will by retrying. */
  | { readonly kind: 'no'; readonly why: 'grant' | 'permission' | 'client' | 'other'; readonly said: string };

/** What an act is asked with, besides the token: `now` by the issuer's clock as far as it is known. */
export interface ActContext extends AskContext {
  readonly now: Instant;
}

/** Whether an act whose answer was lost took place, by a question that changes nothing. */
export interface Proof {
  readonly discovery?: Discovery | undefined;
  ask(credential: Credential, context: ActContext): HttpRequest | Promise<HttpRequest>;
  read(outcome: HttpOutcome, context: ActContext): 'happened' | 'nothing-happened' | 'cannot-tell';
}

/** A new value, or a longer life, with no person. Sent once; never sent again before `proof` says that nothing happened. */
export interface Renew {
  readonly how: 'refresh' | 'mint' | 'extend';
  /** Asking twice does no harm: each answer stands alone and spends nothing. */
  readonly repeatable: boolean;
  readonly discovery?: Discovery | undefined;
  /** False where this very token cannot: it has no refresh token, or its kind has none. */
  can(token: Token): boolean;
  ask(credential: Credential, context: ActContext): HttpRequest | Promise<HttpRequest>;
  read(outcome: HttpOutcome, credential: Credential, context: ActContext): Result<Issued, ActRefusal>;
  readonly proof?: Proof | undefined;
}

/**
 * A new value replaces the old, and the old dies. `replace`: at once, by the issuer. `overlap`: the new one is made, proven and put in
 * place, then `retire` ends the old. `grace`: the issuer ends it by itself after `graceOf`.
 */
export interface Rotate {
  readonly family: 'replace' | 'overlap' | 'grace';
  can(token: Token): boolean;
  /** How long the new one will live when asked for now; shown in the preview. */
  ask(credential: Credential, context: ActContext): HttpRequest | Promise<HttpRequest>;
  read(outcome: HttpOutcome, credential: Credential, context: ActContext): Result<Issued, ActRefusal>;
  /** Ends the old value, by the power of the new one: with several requests, one after another. */
  readonly retire?:
    | ((
        old: Credential,
        fresh: Credential,
        context: ActContext,
      ) => HttpRequest | Promise<HttpRequest | readonly HttpRequest[]>)
    | undefined;
  /**
   * Whether the answer to the last of them says that nothing of the old value is left. Where a dead value may still be in the way, this is
   * asked for besides a look.
   */
  readonly retired?: ((outcome: HttpOutcome) => boolean) | undefined;
  readonly proof?: Proof | undefined;
}

export interface Revoke {
  /** What dies with it, said before the act: "the whole authorisation of the app". Undefined: this token alone. */
  readonly blast?: string | undefined;
  readonly discovery?: Discovery | undefined;
  /** Where one request cannot end all of it: what to ask with, one after another. Undefined: the credential as it is. */
  parts?(credential: Credential): readonly Credential[];
  /** Undefined where it cannot be done from here; then `link` leads to the issuer's page. */
  ask(credential: Credential, context: ActContext): HttpRequest | undefined | Promise<HttpRequest | undefined>;
  /** Another way to ask, where the first was refused and this issuer may want it so. */
  otherwise?(credential: Credential, context: ActContext): HttpRequest | undefined | Promise<HttpRequest | undefined>;
  /** `confirmed` and `accepted` are both proven by a look before they are believed. */
  read(outcome: HttpOutcome, context: ActContext): Result<'confirmed' | 'accepted', ActRefusal>;
}

/** Where git takes a token as a password. `as` is the user name to give with it where its account is not known. */
export interface GitPlace {
  readonly server: string;
  readonly account?: string | undefined;
  readonly as: string;
}

/** Values of this provider are never pasted: they are minted from the fields, with `renew`. */
export interface Minted {
  /** What is plainly wrong with the fields, before anybody is asked. */
  flaw(fields: Readonly<Record<string, string>>): { readonly field: string; readonly need: string } | undefined;
}

/** A capability that is absent is a thing this issuer cannot do. */
export interface Provider {
  readonly id: ProviderId;
  readonly name: string;
  readonly hosts: HostRule;
  readonly fields: readonly FieldRule[];
  readonly kinds: readonly Kind[];
  readonly refuses?: readonly Refused[] | undefined;
  /** In place of the patterns of its kinds, where a pattern alone cannot tell. */
  recognise?(value: string, context: RecognitionContext): readonly Guess[];
  readonly check?: Check | undefined;
  /** What the value tells of itself, with no network; its end above all. Proves nothing. */
  reads?(credential: Credential): Facts;
  readonly renew?: Renew | undefined;
  readonly rotate?: Rotate | undefined;
  readonly revoke?: Revoke | undefined;
  readonly derive?: Derive | undefined;
  readonly minted?: Minted | undefined;
  /** The least scopes that a request to its API takes; undefined where that is not known. */
  needs?(method: string, path: string): readonly Scope[] | undefined;
  /** Left out, git is given it at the host that the user named for it. */
  git?(token: Token): GitPlace;
  /** The issuer's page for this token, https and fixed, for what only a person can do. */
  link?(token: Token): string | undefined;
}

export interface Registry {
  /** In order of recognition: specific before general. */
  readonly all: readonly Provider[];
  get(id: ProviderId): Provider | undefined;
  /** By the name of a provider or of one of its kinds. */
  find(name: string): Named | undefined;
  /** Best first; the general kind is always last, so there is always one. */
  recognise(value: string, context?: RecognitionContext): readonly Guess[];
  /** What a value is that must not be kept as a token. */
  refuses(value: string): string | undefined;
}

export interface Named {
  readonly provider: Provider;
  /** Undefined where the provider was named and has several. */
  readonly kind: Kind | undefined;
}

/** What keeps a token alive with no person, as far as its issuer and what is kept of it allow. */
export function renewsOf(provider: Provider | undefined, token: Token): Renewal {
  if (provider?.renew?.can(token) === true) return provider.renew.how;
  return token.schedule !== undefined && provider?.rotate?.can(token) === true ? 'rotate' : 'none';
}

/** Only a look that changes nothing at the issuer, and that only the issuer can answer, is taken by itself. */
export function isCheckable(provider: Provider | undefined, token: Token): boolean {
  const check = provider?.check;
  return check?.kind === 'online' && check.sideEffect === 'none' && check.can?.(token) !== false;
}
