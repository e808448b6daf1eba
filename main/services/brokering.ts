import type { Actor, AgentAsked, Brokered } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, later } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import { kindOfPath, readRule, type BrokerRule } from '../domain/broker-rules.ts';
import type { BrokerSession } from '../domain/broker-port.ts';
import { LONGEST_HELD } from '../domain/leases.ts';
import type { Ports } from '../domain/ports.ts';
import type { AskContext, Check, Registry } from '../domain/provider.ts';
import type { Learning } from './learning.ts';
import type { Leases } from './leases.ts';
import { actorWords } from './lending.ts';
import { named } from './naming.ts';
import type { Permitting } from './permitting.ts';
import type { Renewals } from './renewal.ts';

export interface Brokering {
  /** A place that makes requests to the token's issuer on a tool's behalf. The value stays here. */
  open(input: AgentAsked<'broker'>, actor: Actor): Promise<Result<Brokered, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'catalog' | 'audit' | 'broker'> & {
  readonly registry: Registry;
  readonly renewals: Renewals;
  readonly permitting: Permitting;
  readonly leases: Leases;
  readonly learning: Learning;
};

type Present = NonNullable<Extract<Check, { kind: 'online' }>['present']>;

export function createBrokering(needs: Needs): Brokering {
  const { clock, random, secrets, catalog, audit, broker, registry, renewals, permitting, leases, learning } = needs;

  function wayTo(token: Token): { readonly present: Present; readonly context: AskContext } | undefined {
    const { check, hosts } = registry.get(token.provider) ?? {};
    const base = token.host ?? (hosts?.kind === 'default' ? hosts.base : '');
    const present = check?.kind === 'online' ? check.present : undefined;
    return present === undefined || base === '' ? undefined : { present, context: { token, base } };
  }

  /** As the token is at the moment of the request. */
  async function presented(id: TokenId, by: string): ReturnType<BrokerSession['present']> {
    const token = catalog.get(id);
    const way = token === undefined ? undefined : wayTo(token);
    if (token === undefined || way === undefined) return failed({ code: 'no-such-token', name: id });
    if (token.ending !== undefined) return failed({ code: 'revocation-pending', name: token.label });
    const fresh = await renewals.fresh(token, by);
    if (!fresh.ok) return fresh;
    const kept = await secrets.get(id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name: token.label });
    return succeeded(way.present(kept.value.credential, { ...way.context, token: fresh.value }));
  }

  async function begin(
    token: Token,
    allow: readonly BrokerRule[],
    { input, actor }: { readonly input: AgentAsked<'broker'>; readonly actor: Actor },
  ): Promise<Result<Brokered, Failure>> {
    const way = wayTo(token);
    const { id, label } = token;
    if (way === undefined) return failed({ code: 'cannot-broker', name: label });
    const by = actorWords(actor, input.tool);
    const names = allow.flatMap(({ path }) => path);
    const opened = await broker.open({
      base: way.context.base,
      allow,
      mostRequests: input.mostRequests,
      present: () => presented(id, by),
      called: ({ method, path, status }) => learning.called(id, { method, path: kindOfPath(path, names), status }),
    });
    if (!opened.ok) return opened;
    const { baseUrl, handle, close } = opened.value;
    const openedAt = clock.now();
    const endsAt = later(openedAt, duration(input.forMs ?? LONGEST_HELD));
    const borrower = await permitting.borrowerOf(input, actor);
    const facts = { token: id, label, borrower, how: 'broker', scopes: token.scopes, openedAt, endsAt } as const;
    const lease = { id: random.id(), ...facts };
    const written = await audit.append({ at: openedAt, act: 'broker', token: id, label, actor: by, outcome: 'opened' });
    const kept = written.ok ? await leases.open(lease, close) : written;
    if (!kept.ok) {
      await close();
      return kept;
    }
    learning.saw(id, borrower);
    return succeeded({ token: label, lease: lease.id, endsAt, baseUrl, handle });
  }

  return {
    async open(input, actor) {
      const found = named(catalog, input.token);
      if (!found.ok) return found;
      const rules = input.allow.map(readRule);
      const allow = rules.filter((rule) => rule !== undefined);
      if (allow.length < rules.length)
        return failed({ code: 'bad-input', field: 'allow', need: 'a method and a path, such as GET /repos/**' });
      if (wayTo(found.value) === undefined) return failed({ code: 'cannot-broker', name: found.value.label });
      const length = input.forMs === undefined ? undefined : duration(input.forMs);
      const permit = await permitting.permit(
        found.value,
        { ...input, scopes: [], audience: [], length, wait: input.wait === true },
        actor,
      );
      return permit.ok ? begin(found.value, allow, { input, actor }) : permit;
    },
  };
}
