import type { RevocationPreview } from '../../shared/commands/acts.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { MemoryStore } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { endingDueAt } from '../domain/revocation.ts';
import type { Checking } from './checking.ts';
import type { Copying } from './copying.ts';
import type { IssuerTime } from './issuer-time.ts';
import type { Learning } from './learning.ts';
import type { Leases } from './leases.ts';
import { named } from './naming.ts';
import type { Notifying } from './notifying.ts';
import type { Picture } from './picture.ts';
import { createRevocationDriving, type Driven } from './revocation-driving.ts';
import { createRevocationEntries } from './revocation-entries.ts';

export interface Revoking {
  preview(input: Asked<'revocation'>): Result<RevocationPreview, Failure>;
  /** Local use stops at once. Answers how far it came: revoked and proven, or pending. */
  revoke(input: Asked<'revoke'>, actor: string): Promise<Result<TokenView, Failure>>;
  /** All that can be revoked and is not dead; answers every token. */
  revokeAll(input: Asked<'revokeAll'>, actor: string): Promise<Result<readonly TokenView[], Failure>>;
  /** What is pending and due: in the order it was asked for, one after another to each host. */
  tend(): Promise<void>;
  dueAt(): Instant | undefined;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'catalog' | 'http' | 'audit' | 'journal'> & {
  readonly memory: MemoryStore;
  readonly registry: Registry;
  readonly checking: Checking;
  readonly issuerTime: IssuerTime;
  readonly notifying: Notifying;
  readonly copying: Copying;
  readonly learning: Learning;
  readonly leases: Leases;
  readonly picture: Picture;
  wokeAt(): Instant;
  changed(): void;
};

export function createRevoking(needs: Needs): Revoking {
  const { clock, catalog, memory, registry, copying, learning, leases, picture, wokeAt, changed } = needs;
  const entries = createRevocationEntries(needs);
  const { drive } = createRevocationDriving({ ...needs, entries });
  const running = new Map<TokenId, Promise<Driven>>();
  const triedAt = new Map<TokenId, Instant>();

  function alone(id: TokenId): Promise<Driven> {
    const joined = running.get(id);
    if (joined !== undefined) return joined;
    triedAt.set(id, clock.now());
    const driving = drive(id).finally(() => {
      running.delete(id);
      changed();
    });
    running.set(id, driving);
    return driving;
  }

  /** One after another where they go to the same host, so that order is kept; one that is down holds up nobody but its own. */
  async function inOrder(tokens: readonly Token[]): Promise<void> {
    const byHost = new Map<string, TokenId[]>();
    for (const { id, provider, host } of tokens) {
      const place = host ?? provider;
      byHost.set(place, [...(byHost.get(place) ?? []), id]);
    }
    await Promise.all([...byHost.values()].map(queue));
  }

  async function queue(ids: readonly TokenId[]): Promise<void> {
    let silent = false;
    for (const id of ids) {
      if (silent) {
        triedAt.set(id, clock.now());
        await entries.postpone(id);
      } else silent = (await alone(id)).silent;
    }
  }

  async function begin(token: Token, actor: string): Promise<Result<void, Failure>> {
    if (token.ending !== undefined) return done;
    const begun = await entries.begin(token, actor);
    if (memory.get().clipboard?.digest === token.digest) await copying.clear();
    changed();
    return begun;
  }

  const isRevoked = ({ standing }: Token) => standing.latest?.verdict.kind === 'revoked';
  const canRevoke = ({ provider }: Token) => registry.get(provider)?.revoke !== undefined;
  const viewOf = ({ id }: Token) => catalog.get(id) ?? undefined;
  const linkOf = (token: Token) => registry.get(token.provider)?.link?.(token);

  const pending = () =>
    catalog
      .list()
      .flatMap((token) =>
        token.ending === undefined || running.has(token.id) ? [] : [{ token, ending: token.ending }],
      )
      .map(({ token, ending }) => ({ token, ending, at: endingDueAt(ending, triedAt.get(token.id), wokeAt()) }));

  return {
    preview({ token: name }) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      const revoke = registry.get(token.provider)?.revoke;
      const children = leases.of(token.id).filter(({ child }) => child !== undefined).length;
      const possible = revoke !== undefined;
      const consumers = learning.consumersOf(token);
      return succeeded({ possible, blast: revoke?.blast, children, consumers, link: linkOf(token) });
    },

    async revoke({ token: name, confirmed }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      if (isRevoked(token)) return succeeded(picture.view(token));
      const { label } = token;
      const consumers = learning.consumersOf(token);
      const impossible = { code: 'cannot-do', name: label, act: 'revoke', link: linkOf(token) } as const;
      if (!canRevoke(token)) return failed(impossible);
      if (!confirmed) return failed({ code: 'confirm-needed', name: label, consumers });
      const begun = await begin(token, actor);
      if (!begun.ok) return begun;
      if ((await alone(token.id)).impossible) return failed(impossible);
      return succeeded(picture.view(viewOf(token) ?? token));
    },

    async revokeAll({ confirmed }, actor) {
      const tokens = catalog.list().filter((token) => canRevoke(token) && !isRevoked(token));
      const consumers = [...new Set(tokens.flatMap(learning.consumersOf))];
      const name = tokens.length === 1 ? '1 token' : `${tokens.length} tokens`;
      if (!confirmed) return failed({ code: 'confirm-needed', name, consumers });
      const begun = await Promise.all(tokens.map((token) => begin(token, actor)));
      const failure = begun.find((one) => !one.ok);
      if (failure !== undefined && !failure.ok) return failure;
      await inOrder(tokens);
      return succeeded(catalog.list().map(picture.view));
    },

    async tend() {
      await entries.sweep();
      const due = pending().filter(({ at }) => at <= clock.now());
      await inOrder([...due].sort((one, other) => one.ending.since - other.ending.since).map(({ token }) => token));
    },

    dueAt() {
      const moments = pending().map(({ at }) => at);
      return moments.length === 0 ? undefined : (Math.min(...moments) as Instant);
    },
  };
}
