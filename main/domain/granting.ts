import type { Actor } from '../../shared/agent.ts';
import type { Consented, Grant } from '../../shared/lease.ts';
import { hours, later, minutes, type Duration, type Instant } from '../../shared/time.ts';
import type { Scope, Token } from '../../shared/token.ts';

export interface LeaseRequest {
  readonly tool: string;
  /** Nothing said asks for the whole token. */
  readonly scopes: readonly Scope[];
  readonly audience: readonly string[];
  /** Undefined where no end was named. */
  readonly length: Duration | undefined;
}

/** What a request is decided by, besides itself. */
export interface GrantingContext {
  readonly now: Instant;
  readonly token: Token;
  /** Of this token. */
  readonly grants: readonly Grant[];
  readonly actor: Pick<Actor, 'interactive'>;
  /** What the person chose for their own typing at a terminal. */
  readonly terminal: 'allow' | 'ask';
  /** Somebody can be asked here. */
  readonly asks: boolean;
  /** The issuer can make what is asked for out of this token. */
  readonly narrows: boolean;
  /** Whether the token has a scope; where nothing is known of its scopes, its issuer alone can say. */
  covers(scope: Scope): boolean;
}

export type Decision =
  | {
      readonly kind: 'allow';
      /** `terminal`: the person typed it. `user`: nobody can be asked, and it is a program of the same user. */
      readonly by: 'grant' | 'policy' | 'terminal' | 'user';
      /** The whole token may leave where no narrower one can be made. */
      readonly whole: boolean;
      readonly grant?: Grant | undefined;
    }
  | { readonly kind: 'ask' }
  | { readonly kind: 'refuse'; readonly why: 'policy' | 'never' | 'nowhere' | 'wider' | 'cannot-narrow' };

/** A yes for once is good for whoever asks again within this, having not waited for it. */
const ONCE_WITHIN: Duration = minutes(5);

const refuse = (why: Extract<Decision, { kind: 'refuse' }>['why']): Decision => ({ kind: 'refuse', why });

/** True where less than the whole token is asked for. */
export const isNarrow = ({ scopes, audience }: Pick<LeaseRequest, 'scopes' | 'audience'>): boolean =>
  scopes.length > 0 || audience.length > 0;

/** Whether a tool may borrow a token. More than the token has is never lent, whoever asks and whatever was granted. */
export function decide(request: LeaseRequest, context: GrantingContext): Decision {
  const { token, grants, now } = context;
  if (token.policy === 'deny') return refuse('policy');
  const standing = grants.filter((grant) => grant.tool === request.tool && isStanding(grant, now));
  if (standing.some(({ allows }) => !allows)) return refuse('never');
  if (!request.scopes.every(context.covers)) return refuse('wider');
  const grant = standing.find((one) => permits(one, request));
  if (grant !== undefined) {
    const whole = grant.scopes === undefined;
    return whole || context.narrows ? { kind: 'allow', by: 'grant', whole, grant } : refuse('cannot-narrow');
  }
  return byPolicy(request, context);
}

function byPolicy(request: LeaseRequest, { token, actor, terminal, asks, narrows }: GrantingContext): Decision {
  const isTyped = actor.interactive && terminal === 'allow';
  // A person who asks for less than the whole is told that it cannot be had, and does not get more for it.
  if (isNarrow(request) && !narrows) return asks && !isTyped ? { kind: 'ask' } : refuse('cannot-narrow');
  if (token.policy === 'open') return { kind: 'allow', by: 'policy', whole: false };
  if (isTyped) return { kind: 'allow', by: 'terminal', whole: false };
  if (asks) return { kind: 'ask' };
  return token.policy === 'ask' ? refuse('nowhere') : { kind: 'allow', by: 'user', whole: false };
}

/** In force. One that was given later than now was given by a clock that has been set back since, and lasts no longer for that. */
function isStanding({ since, until }: Pick<Grant, 'since' | 'until'>, now: Instant): boolean {
  return since <= later(now, minutes(1)) && (until === undefined || until > now);
}

/** The whole is granted only by a grant of the whole, and no end only by one that leaves it open. */
function permits(grant: Grant, request: LeaseRequest): boolean {
  const { allows, scopes, longest } = grant;
  const isShort = longest === undefined || (request.length !== undefined && request.length <= longest);
  return allows && isShort && (scopes === undefined || isWithin(request, scopes, grant.audience ?? []));
}

/** Where no scope was named, it is the audience alone that makes it narrow. */
function isWithin(request: LeaseRequest, scopes: readonly Scope[], audience: readonly string[]): boolean {
  if (request.scopes.length > 0) return request.scopes.every((scope) => scopes.includes(scope));
  return request.audience.length > 0 && request.audience.every((one) => audience.includes(one));
}

/** What an answer means for the next time; undefined where it means nothing. */
export function grantOf(
  answer: Consented,
  request: LeaseRequest,
  { whole, now }: { readonly whole: boolean; readonly now: Instant },
): Omit<Grant, 'id' | 'token'> | undefined {
  if (answer === 'no') return undefined;
  const { tool, scopes, audience, length: longest } = request;
  if (answer === 'never') return { tool, allows: false, since: now };
  const may = whole || !isNarrow(request) ? { longest } : { scopes, audience, longest };
  const yes = { tool, allows: true, ...may, since: now };
  if (answer === 'always') return yes;
  return answer === 'hour'
    ? { ...yes, until: later(now, hours(1)) }
    : { ...yes, until: later(now, ONCE_WITHIN), once: true };
}
