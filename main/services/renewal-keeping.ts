import type { FileFailure, KeyringFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { later, seconds, type Instant } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential, JournalEntry, Kept } from '../domain/storage-ports.ts';
import { renewed } from '../domain/renewing.ts';
import { rivalSlot, withLeftover } from '../domain/rotation.ts';
import type { Gathering } from './gathering.ts';
import type { Answered } from './renewal-asking.ts';

/** A keyring that refused a new value is offered it again after this. */
const OFFER_AGAIN = seconds(15);

interface Held {
  readonly entry: JournalEntry;
  readonly fresh: Credential;
  /** What is known of the token once it has it. */
  readonly change: (token: Token, digest: string | undefined) => Token;
  readonly before: Credential;
  readonly actor: string;
  readonly at: Instant;
  /** Nothing more is to be waited for. */
  readonly arrived: () => void;
  /** Tells those who share it; while it answers false, the entry stays open. */
  readonly tell?: Tell | undefined;
}

type Tell = () => Promise<boolean>;

/** `kept`: it is the token's value now. `superseded`: a person gave the token another value meanwhile, which stays. */
type Outcome = Result<'kept' | 'superseded', KeyringFailure | FileFailure>;

/** Brings a value that an issuer handed out into the keyring, whatever the keyring says to it at first. */
export interface RenewalKeeping {
  keep(
    entry: JournalEntry,
    answered: Answered,
    before: Credential,
    by: { readonly actor: string; readonly arrived: () => void; readonly tell?: Tell | undefined },
  ): Promise<Outcome>;
  /** A new refresh token beside the same value. */
  keepRefresh(
    entry: JournalEntry,
    fresh: Credential,
    before: Credential,
    by: {
      readonly actor: string;
      readonly refreshExpiresAt: Instant | undefined;
      readonly tell?: Tell | undefined;
    },
  ): Promise<Outcome>;
  /** The new value waits in memory for the keyring to take it; undefined where none does. */
  offerAgain(id: TokenId): Promise<Outcome> | undefined;
  /** When the first of those that wait is offered again. */
  dueAt(): Instant | undefined;
  waiting(): readonly TokenId[];
}

type Needs = Pick<Ports, 'clock' | 'secrets' | 'digester' | 'catalog' | 'journal' | 'audit' | 'log'> & {
  readonly gathering: Gathering;
};

export function createRenewalKeeping(needs: Needs): RenewalKeeping {
  const { clock, secrets, digester, catalog, journal, audit, log, gathering } = needs;
  const held = new Map<TokenId, Held>();

  async function put(id: TokenId, { fresh, before, entry }: Held): Promise<Result<boolean, KeyringFailure>> {
    const first = await secrets.put(id, fresh, entry.generation);
    if (first.ok) return succeeded(true);
    if (first.failure.code !== 'keyring-stale') return first;
    const now = await secrets.get(id);
    if (!now.ok) return now;
    if (now.value === undefined) return succeeded(false);
    const isOthers = entry.shared !== undefined && !same(now.value.credential, before);
    return isOthers ? setAside(id, now.value, fresh, entry) : merge(id, now.value, before, fresh);
  }

  /** News of the team came in between, or a person's own value. It stays beside, and the team's record says which of them counts. */
  async function setAside(
    id: TokenId,
    { credential, generation }: Kept,
    fresh: Credential,
    entry: JournalEntry,
  ): Promise<Result<boolean, KeyringFailure>> {
    if (same(credential, fresh)) return succeeded(true);
    const slot = rivalSlot(id, entry.id);
    const stored = await secrets.put(slot, credential);
    if (!stored.ok) return stored;
    await catalog.change(id, (token) => withLeftover(token, slot, clock.now()));
    const put = await secrets.put(id, fresh, generation);
    return put.ok ? succeeded(true) : put;
  }

  /** The keyring holds another generation: our own, put late; one with other fields beside the same value; or a person's new value. */
  async function merge(
    id: TokenId,
    { credential, generation }: Kept,
    before: Credential,
    fresh: Credential,
  ): Promise<Result<boolean, KeyringFailure>> {
    if (same(credential, fresh) && sameRefresh(credential, fresh)) return succeeded(true);
    if (!same(credential, before)) return succeeded(false);
    const again = await secrets.put(id, { ...fresh, fields: credential.fields }, generation);
    return again.ok ? succeeded(true) : again;
  }

  async function offer(id: TokenId, one: Held): Promise<Outcome> {
    // Kept before all else: many refresh tokens are good for one use, so that the one just received is the only way back in.
    const stored = await put(id, one);
    if (!stored.ok) {
      held.set(id, { ...one, at: later(clock.now(), OFFER_AGAIN) });
      one.arrived();
      log.note('renewal-waits-for-keyring', { token: id, code: stored.failure.code });
      return stored;
    }
    held.delete(id);
    const together = gathering.together();
    one.arrived();
    await together;
    return stored.value ? settle(id, one) : drop(id, one);
  }

  async function settle(id: TokenId, { entry, fresh, change, actor, tell }: Held): Promise<Outcome> {
    const digest = await digester.digest(fresh.access);
    const written = await Promise.all([
      journal.put({ ...entry, step: 'kept', at: clock.now() }),
      catalog.change(id, (token) => change(token, digest.ok ? digest.value : undefined)),
      note(id, actor, 'done'),
    ]);
    // What could not be written stands in memory and is written later; the entry stays open until then.
    const unwritten = written.find((result) => !result.ok);
    if (unwritten !== undefined && !unwritten.ok) return unwritten;
    if (tell !== undefined && !(await tell())) return succeeded('kept');
    const closed = await journal.close(entry.id);
    return closed.ok ? succeeded('kept') : closed;
  }

  async function drop(id: TokenId, { entry, actor }: Held): Promise<Outcome> {
    await note(id, actor, 'superseded');
    const closed = await journal.close(entry.id);
    return closed.ok ? succeeded('superseded') : closed;
  }

  const note = (id: TokenId, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'refresh', token: id, label: catalog.get(id)?.label, actor, outcome });

  return {
    keep(entry, { look, facts, credential: fresh }, before, by) {
      const hasRefresh = fresh.refresh !== undefined;
      const change: Held['change'] = (token, digest = token.digest) =>
        renewed(token, { look, facts, digest, hasRefresh });
      return offer(entry.token, { entry, fresh, change, before, ...by, at: clock.now() });
    },
    keepRefresh(entry, fresh, before, { actor, refreshExpiresAt: ends, tell }) {
      const change: Held['change'] = (token) => ({ ...token, refreshExpiresAt: ends ?? token.refreshExpiresAt });
      return offer(entry.token, { entry, fresh, change, before, actor, tell, arrived: () => {}, at: clock.now() });
    },
    offerAgain(id) {
      const one = held.get(id);
      return one === undefined ? undefined : offer(id, one);
    },
    dueAt: () => (held.size === 0 ? undefined : [...held.values()].map(({ at }) => at).sort((a, b) => a - b)[0]),
    waiting: () => [...held.keys()],
  };
}

function same(one: Credential, other: Credential): boolean {
  return one.access.use((a) => other.access.use((b) => a === b));
}

function sameRefresh(one: Credential, other: Credential): boolean {
  const text = ({ refresh }: Credential) => refresh?.use((value) => value);
  return text(one) === text(other);
}
