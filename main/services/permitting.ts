import type { Actor } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Borrower, Consented, Grant, GrantView } from '../../shared/lease.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Duration } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import { decide, grantOf, type Decision, type LeaseRequest } from '../domain/granting.ts';
import { USUAL_LENGTH } from '../domain/leases.ts';
import type { Ports } from '../domain/ports.ts';
import type { Consenting } from './consenting.ts';
import type { Deriving } from './deriving.ts';
import type { WatchedSecrets } from './keyring-state.ts';

/** What is asked for, as a program says it. */
export interface Borrowing {
  readonly tool?: string | undefined;
  readonly host?: string | undefined;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  readonly length: Duration | undefined;
  readonly wait: boolean;
}

export interface Permit {
  /** The whole token may leave where no narrower one can be made. */
  readonly whole: boolean;
}

export interface Permitting {
  /** Whether this may be lent; where a person has to be asked, they are. */
  permit(token: Token, asked: Borrowing, actor: Actor): Promise<Result<Permit, Failure>>;
  borrowerOf(asked: Pick<Borrowing, 'tool' | 'host'>, actor: Actor): Promise<Borrower>;
  grants(): readonly GrantView[];
  endGrant(id: string, actor: string): Promise<Result<GrantView, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'catalog' | 'settings' | 'lendingBook' | 'audit' | 'callers'> & {
  readonly secrets: WatchedSecrets;
  readonly consenting: Consenting;
  readonly deriving: Deriving;
  /** Somebody can be asked here. */
  asks(): boolean;
  changed(): void;
};

const MOST_GRANTS = 500;

export function createPermitting(needs: Needs): Permitting {
  const { clock, random, catalog, settings, lendingBook, audit, callers, secrets, consenting, deriving } = needs;
  const grantsOf = (token: Token) => lendingBook.get().grants.filter((grant) => grant.token === token.id);

  const viewOf = (grant: Grant): GrantView => ({ ...grant, label: catalog.get(grant.token)?.label ?? '' });

  async function borrowerOf({ tool, host }: Pick<Borrowing, 'tool' | 'host'>, actor: Actor): Promise<Borrower> {
    const { program, pid, folder } = actor;
    const { parent, repo } = await callers.look(actor);
    // Our own command line is the hand of whatever started it, unless a person did.
    const own = actor.interactive ? program : (parent ?? program);
    return { tool: tool ?? own, program, pid, parent, folder, repo, host };
  }

  function judge(token: Token, request: LeaseRequest, actor: Actor): Decision {
    const { scopes, audience } = request;
    const wanted = { scopes, audience, longest: request.length ?? USUAL_LENGTH };
    return decide(request, {
      now: clock.now(),
      token,
      grants: grantsOf(token),
      actor,
      terminal: settings.get().terminal,
      asks: needs.asks(),
      narrows: deriving.can(token, wanted),
      covers: (scope) => token.scopes.length === 0 || deriving.covers(token, token.scopes, scope),
    });
  }

  async function keep(grant: Omit<Grant, 'id' | 'token'> | undefined, token: Token): Promise<void> {
    if (grant === undefined) return;
    const fresh: Grant = { ...grant, id: random.id(), token: token.id };
    const isReplaced = (one: Grant) =>
      one.token === token.id &&
      one.tool === grant.tool &&
      (!grant.allows || !one.allows || String(one.scopes) === String(grant.scopes));
    await lendingBook.change((book) => ({
      ...book,
      grants: [fresh, ...book.grants.filter((one) => !isReplaced(one))].slice(0, MOST_GRANTS),
    }));
    needs.changed();
  }

  async function ask(
    token: Token,
    request: LeaseRequest,
    by: Borrower,
    wait: boolean,
  ): Promise<Result<Permit, Failure>> {
    const { id, label: name } = token;
    // Nobody is troubled for a yes that could not be kept.
    const state = await secrets.state();
    if (state.kind === 'locked') return failed({ code: 'keyring-locked' });
    const { scopes, audience, length } = request;
    const wanted = { scopes, audience, longest: length ?? USUAL_LENGTH };
    const whole = scopes.length + audience.length > 0 && !deriving.can(token, wanted);
    const question = { token: id, label: name, borrower: by, scopes, audience, length, whole };
    const settle = async (answer: Consented): Promise<void> => {
      await audit.append({ at: clock.now(), act: 'consent', token: id, label: name, actor: by.tool, outcome: answer });
      if (answer !== 'once' || !wait) await keep(grantOf(answer, request, { whole, now: clock.now() }), token);
    };
    if (!wait) {
      consenting.put(question, (answer) => void settle(answer));
      return failed({ code: 'consent-needed', name, asked: true });
    }
    const answer = await consenting.ask(question);
    if (answer === 'unanswered') return failed({ code: 'consent-refused', name, why: 'unanswered' });
    await settle(answer);
    return answer === 'no' || answer === 'never'
      ? failed({ code: 'consent-refused', name, why: answer })
      : succeeded({ whole });
  }

  async function follow(
    decision: Decision,
    token: Token,
    request: LeaseRequest,
    by: { readonly borrower: Borrower; readonly wait: boolean },
  ): Promise<Result<Permit, Failure>> {
    if (decision.kind === 'ask') return ask(token, request, by.borrower, by.wait);
    if (decision.kind === 'refuse') return failed(refusalOf(decision.why, token, request));
    const { whole, grant } = decision;
    if (grant?.once === true) {
      await lendingBook.change((book) => ({ ...book, grants: book.grants.filter(({ id }) => id !== grant.id) }));
    }
    return succeeded({ whole });
  }

  return {
    borrowerOf,
    grants: () => lendingBook.get().grants.map(viewOf),

    async permit(token, asked, actor) {
      if (token.ending !== undefined) return failed({ code: 'revocation-pending', name: token.label });
      const { scopes, audience, length } = asked;
      const request = { tool: asked.tool ?? actor.program, scopes, audience, length };
      const first = judge(token, request, actor);
      // Who exactly asks matters only where there is a word on them, or somebody to be asked.
      if (first.kind === 'allow' && grantsOf(token).length === 0) return succeeded({ whole: first.whole });
      const borrower = await borrowerOf(asked, actor);
      const exact = { ...request, tool: borrower.tool };
      return follow(judge(token, exact, actor), token, exact, { borrower, wait: asked.wait });
    },

    async endGrant(id, actor) {
      const grant = lendingBook.get().grants.find((one) => one.id === id);
      if (grant === undefined) return failed({ code: 'no-such-grant', id });
      const view = viewOf(grant);
      const kept = await lendingBook.change((book) => ({
        ...book,
        grants: book.grants.filter((one) => one.id !== id),
      }));
      if (!kept.ok) return kept;
      await audit.append({
        at: clock.now(),
        act: 'grant',
        token: grant.token,
        label: view.label,
        actor,
        outcome: 'ended',
      });
      needs.changed();
      return succeeded(view);
    },
  };
}

function refusalOf(
  why: Extract<Decision, { kind: 'refuse' }>['why'],
  { label: name, scopes: held }: Token,
  { scopes }: LeaseRequest,
): Failure {
  switch (why) {
    case 'policy':
      return { code: 'refused-by-policy', name };
    case 'never':
      return { code: 'consent-refused', name, why: 'never' };
    case 'nowhere':
      return { code: 'consent-needed', name };
    case 'wider':
      return { code: 'scope-too-wide', name, scopes: scopes.filter((scope) => !held.includes(scope)) };
    case 'cannot-narrow':
      return { code: 'cannot-narrow', name };
  }
}
