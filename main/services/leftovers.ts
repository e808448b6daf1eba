import { duration, later } from '../../shared/time.ts';
import type { Leftover, Token, TokenId } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, Registry } from '../domain/provider.ts';
import { alight, freshSlot, lifeBy, oldSlot, sameValue, triesAfter, withoutLeftover } from '../domain/rotation.ts';
import type { Checking } from './checking.ts';

export interface Leftovers {
  /** Looks whether an earlier value is dead, asks the issuer to end it where it is not, and looks again. What is not proven is tried later. */
  bury(id: TokenId, leftover: Leftover): Promise<void>;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'http' | 'audit' | 'targets'> & {
  readonly registry: Registry;
  readonly checking: Checking;
  changed(): void;
};

export function createLeftovers({
  clock,
  random,
  secrets,
  catalog,
  digester,
  http,
  audit,
  targets,
  registry,
  checking,
  changed,
}: Needs): Leftovers {
  function contextOf(token: Token): ActContext {
    const hosts = registry.get(token.provider)?.hosts;
    const now = later(clock.now(), checking.clockOffset() ?? duration(0));
    return { token, now, base: token.host ?? (hosts?.kind === 'default' ? hosts.base : '') };
  }

  async function isDead(token: Token, credential: Credential): Promise<boolean> {
    const asked = await checking.ask(token, credential);
    return asked !== undefined && lifeBy(asked.look.verdict) === 'dead';
  }

  async function end(token: Token, old: Credential, fresh: Credential): Promise<boolean> {
    const { retire, retired } = registry.get(token.provider)?.rotate ?? {};
    if (retire === undefined) return false;
    const requests = [await retire(old, fresh, contextOf(token))].flat();
    let isGone = retired === undefined;
    for (const request of requests) {
      const outcome = await http.send(request);
      isGone = retired?.(outcome) ?? isGone;
    }
    return isGone && isDead(token, old);
  }

  /** Dead by itself, unless that is not enough, or ended now. */
  async function isOver(token: Token, old: Credential, fresh: Credential): Promise<boolean> {
    const mustRetire = registry.get(token.provider)?.rotate?.retired !== undefined;
    return (!mustRetire && (await isDead(token, old))) || end(token, old, fresh);
  }

  async function forget(token: Token, slot: TokenId, outcome: string): Promise<void> {
    if (!(await secrets.delete(slot)).ok) return;
    await catalog.change(token.id, (one) => withoutLeftover(one, slot));
    for (const target of token.targets ?? []) await targets.settle(target);
    const at = clock.now();
    await audit.append({ at, act: 'retire', token: token.id, label: token.label, actor: 'rotation', outcome });
  }

  /** The token's own value lies in the slot: an undo was cut short. What it undid is what is left over. */
  async function mend(
    token: Token,
    slot: TokenId,
    { facts, credential: own }: ReturnType<typeof alight>,
  ): Promise<void> {
    const other = slot === oldSlot(token.id) ? freshSlot(token.id) : oldSlot(token.id);
    const there = await secrets.get(other);
    if (!there.ok) return;
    const left = there.value === undefined ? undefined : [{ slot: other, since: clock.now(), misses: 0 }];
    const digest = await digester.digest(own.access);
    if (!digest.ok) return;
    const { issuerId, expiry = token.expiry } = facts;
    await catalog.change(token.id, (one) => ({ ...one, digest: digest.value, issuerId, expiry, leftovers: left }));
    await secrets.delete(slot);
  }

  async function postpone(id: TokenId, slot: TokenId): Promise<void> {
    const [now, fraction] = [clock.now(), random.fraction()];
    await catalog.change(id, (token) => ({
      ...token,
      leftovers: token.leftovers?.map((one) =>
        one.slot === slot ? { ...one, ...triesAfter(one, now, fraction) } : one,
      ),
    }));
  }

  return {
    async bury(id, { slot }) {
      const token = catalog.get(id);
      if (token === undefined) return;
      const [kept, own] = [await secrets.get(slot), await secrets.get(id)];
      if (!kept.ok || !own.ok) return postpone(id, slot);
      if (kept.value === undefined) return forget(token, slot, 'gone');
      if (own.value === undefined) return postpone(id, slot);
      const { credential, facts } = alight(kept.value.credential);
      if (sameValue(credential, own.value.credential)) return mend(token, slot, { facts, credential });
      const earlier = { ...token, issuerId: facts.issuerId, expiry: facts.expiry ?? token.expiry };
      if (await isOver(earlier, credential, own.value.credential)) await forget(token, slot, 'proven dead');
      else await postpone(id, slot);
      changed();
    },
  };
}
