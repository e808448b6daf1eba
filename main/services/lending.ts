import type { Actor, AgentAsked, Lent } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Lease } from '../../shared/lease.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, instant, later, type Duration } from '../../shared/time.ts';
import type { Scope, Token } from '../../shared/token.ts';
import { isNarrow } from '../domain/granting.ts';
import { childSlot, LONGEST_HELD, USUAL_LENGTH } from '../domain/leases.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import { deathOf } from '../domain/status.ts';
import type { ChildEnds } from './child-ends.ts';
import type { Child, Deriving } from './deriving.ts';
import type { IssuerTime } from './issuer-time.ts';
import type { Learning } from './learning.ts';
import type { Leases } from './leases.ts';
import { allParts, partsOf } from './lent-parts.ts';
import { named } from './naming.ts';
import type { Permitting } from './permitting.ts';
import type { Renewals } from './renewal.ts';

export interface Lending {
  /** Hands a value to a tool over the agent socket: the only way out. Recorded before it leaves. */
  lend(input: AgentAsked<'get'>, actor: Actor): Promise<Result<Lent, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'catalog' | 'audit'> & {
  readonly registry: Registry;
  readonly issuerTime: IssuerTime;
  readonly renewals: Renewals;
  readonly permitting: Permitting;
  readonly deriving: Deriving;
  readonly childEnds: ChildEnds;
  readonly leases: Leases;
  readonly learning: Learning;
};

type Asked = AgentAsked<'get'> & { readonly scopes: readonly Scope[]; readonly audience: readonly string[] };

/** A loan on its way: who asked, and by what words the audit log names them. */
interface Loan {
  readonly input: Asked;
  readonly actor: Actor;
  readonly by: string;
}

export function createLending(needs: Needs): Lending {
  const { clock, random, secrets, catalog, audit, issuerTime, renewals } = needs;
  const { registry, permitting, deriving, childEnds, leases, learning } = needs;

  const record = (token: Token, by: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'get', token: token.id, label: token.label, actor: by, outcome });

  async function leaseOf(token: Token, { input, actor }: Loan, length: Duration): Promise<Lease> {
    const openedAt = clock.now();
    return {
      id: random.id(),
      token: token.id,
      label: token.label,
      borrower: await permitting.borrowerOf(input, actor),
      how: 'whole',
      scopes: token.scopes,
      openedAt,
      endsAt: later(openedAt, length),
    };
  }

  /** The value as it is now; under a lease only where its borrower has an end for it. */
  async function handOver(token: Token, loan: Loan): Promise<Result<Lent, Failure>> {
    const { input, by } = loan;
    const death = deathOf(token, issuerTime.now(token));
    if (death !== undefined) return failed({ code: 'token-useless', name: token.label, state: death.kind });
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name: token.label });
    const parts = partsOf(token, registry.get(token.provider), kept.value.credential, input);
    if (!parts.ok) return parts;
    const written = await record(token, by, 'lent');
    if (!written.ok) return written;
    const lent = { token: token.label, ...parts.value };
    if (input.forMs === undefined && input.held !== true) return succeeded(lent);
    const lease = await leaseOf(token, loan, duration(input.forMs ?? LONGEST_HELD));
    const opened = await leases.open(lease);
    return opened.ok ? succeeded({ ...lent, lease: told(lease) }) : opened;
  }

  /** A child of its own for this lease: written down before it is made, and kept before it is used. */
  async function handNarrowed(token: Token, loan: Loan): Promise<Result<Lent, Failure>> {
    const { input, by } = loan;
    const longest = duration(input.forMs ?? (input.held === true ? LONGEST_HELD : USUAL_LENGTH));
    const plain = await leaseOf(token, loan, longest);
    const child = { slot: childSlot(plain.id), ends: deriving.ends(token) ? 'own' : 'waits' } as const;
    const lease: Lease = { ...plain, how: 'narrowed', scopes: input.scopes, child };
    const opened = await leases.open(lease);
    if (!opened.ok) return opened;
    const made = await deriving.derive(token, { scopes: input.scopes, audience: input.audience, longest }, by);
    if (!made.ok) {
      await leases.drop(lease.id);
      return made;
    }
    const kept = await keepChild(token, lease, made.value, by);
    if (!kept.ok) return kept;
    return succeeded({ token: token.label, ...allParts(made.value.credential, input), lease: told(kept.value) });
  }

  async function keepChild(token: Token, lease: Lease, made: Child, by: string): Promise<Result<Lease, Failure>> {
    const slot = childSlot(lease.id);
    const kept = await secrets.put(slot, made.credential);
    const isWanted = leases.of(token.id).some(({ id, ending }) => id === lease.id && ending === undefined);
    if (!kept.ok || !isWanted) {
      // Nobody will ever hold it, and nobody could end it later.
      if (made.ends) await childEnds.end(token, made.credential);
      await secrets.delete(slot);
      await leases.drop(lease.id);
      return kept.ok ? failed({ code: 'revocation-pending', name: token.label }) : kept;
    }
    const { expiry } = made.facts;
    const expiresAt = expiry?.kind === 'at' ? expiry.at : undefined;
    const change = (one: Lease): Lease => ({
      ...one,
      scopes: made.facts.scopes ?? one.scopes,
      // What nobody can end is lent for as long as it lives.
      endsAt: made.ends ? instant(Math.min(one.endsAt, expiresAt ?? one.endsAt)) : (expiresAt ?? one.endsAt),
      child: { slot, ends: made.ends ? 'own' : 'waits', expiresAt },
    });
    const changed = await leases.change(lease.id, change);
    const written = changed.ok ? await record(token, by, 'lent narrower') : changed;
    if (written.ok) return succeeded(change(lease));
    await leases.end(lease.id, by);
    return written;
  }

  async function lendAs(token: Token, loan: Loan): Promise<Result<Lent, Failure>> {
    const { input, actor, by } = loan;
    const { scopes, audience, forMs } = input;
    const length = forMs === undefined ? undefined : duration(forMs);
    const permit = await permitting.permit(token, { ...input, length, wait: input.wait === true }, actor);
    if (!permit.ok) {
      await record(token, by, 'refused');
      return permit;
    }
    const fresh = await renewals.fresh(token, by, duration(input.minLifeMs ?? 0));
    if (!fresh.ok) return fresh;
    const wanted = { scopes, audience, longest: length ?? USUAL_LENGTH };
    if (!isNarrow(input)) return handOver(fresh.value, loan);
    if (deriving.can(fresh.value, wanted)) return handNarrowed(fresh.value, loan);
    return permit.value.whole ? handOver(fresh.value, loan) : failed({ code: 'cannot-narrow', name: token.label });
  }

  return {
    async lend(input, actor) {
      const found = named(catalog, input.token);
      if (!found.ok) return found;
      const token = found.value;
      const asked = { ...input, scopes: input.scopes ?? [], audience: input.audience ?? [] };
      const lent = await lendAs(token, { input: asked, actor, by: actorWords(actor, input.tool) });
      // Who it was is asked after beside the answer, which does not wait for it.
      if (lent.ok) void permitting.borrowerOf(input, actor).then((borrower) => learning.saw(token.id, borrower));
      return lent;
    },
  };
}

const told = ({ id, endsAt, how, scopes }: Lease): Lent['lease'] => ({
  id,
  endsAt,
  narrowed: how === 'narrowed',
  scopes,
});

/** `git (tokenkeep, pid 4711, in /home/me/project)`: the names are the program's own word. */
export function actorWords({ program, pid, folder }: Actor, tool?: string): string {
  return `${tool === undefined ? '' : `${tool} by `}${program}, pid ${pid}, in ${folder}`;
}
