import type { Added, Guessed } from '../../shared/commands/keeping.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId, type Token, type TokenId } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { AuditEntry, Credential } from '../domain/storage-ports.ts';
import type { Provider, Registry } from '../domain/provider.ts';
import type { Checking } from './checking.ts';
import { withFacts } from './facts.ts';
import { fieldFacts } from './fields.ts';
import { createMinting } from './minting.ts';
import { named } from './naming.ts';
import { blankToken, credentialOf, knownNow, missingField, withUsual } from './new-token.ts';
import type { Picture } from './picture.ts';
import type { Renewals } from './renewal.ts';
import { createTaking, unlessNamedByValue, type Pasted } from './taking.ts';

/** What is done, and who does it. */
type By = Pick<AuditEntry, 'act' | 'actor'>;

const NOTHING_PASTED: Guessed = { guesses: [], cleaned: [], length: 0 };

export interface Safekeeping {
  /** What a paste may be, before anything is stored. */
  guess(input: Asked<'guess'>): Promise<Result<Guessed, Failure>>;
  add(input: Asked<'add'>, actor: string): Promise<Result<Added, Failure>>;
  /** A new value for a token that was renewed by hand; its name, owner and schedule stay. */
  replace(input: Asked<'replace'>, actor: string): Promise<Result<Added, Failure>>;
  forget(input: Asked<'forget'>, actor: string): Promise<Result<{ label: string; provider: string }, Failure>>;
  /** A new token: its value first, then its facts; a crash in between leaves nothing of either. */
  keep(token: Token, credential: Credential): Promise<Result<void, Failure>>;
  /** Deletes values whose add never came to its end, and those whose forgetting did not. */
  sweep(): Promise<void>;
}

type Needs = Pick<
  Ports,
  'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'settings' | 'clipboard' | 'toolHosts' | 'audit'
> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly renewals: Renewals;
  readonly picture: Picture;
  changed(): void;
};

export function createSafekeeping(needs: Needs): Safekeeping {
  const {
    clock,
    random,
    secrets,
    catalog,
    settings,
    clipboard,
    toolHosts,
    audit,
    registry,
    checking,
    picture,
    changed,
  } = needs;

  const { take } = createTaking(needs);

  async function keep(token: Token, credential: Credential): Promise<Result<void, Failure>> {
    const marked = await catalog.markPending(token.id);
    if (!marked.ok) return marked;
    const kept = await secrets.put(token.id, credential);
    if (!kept.ok) {
      await sweepOne(token.id);
      return kept;
    }
    // Both in one moment, so that they share a write: a token appears and its mark goes, or neither.
    const [put] = await Promise.all([catalog.put(token), catalog.clearPending(token.id)]);
    return put;
  }

  async function sweepOne(id: TokenId): Promise<void> {
    const stray = catalog.get(id) === undefined;
    if (stray && !(await secrets.delete(id)).ok) return;
    await catalog.clearPending(id);
  }

  async function settle(id: TokenId, by: By, taken: Guessed, pasted?: Pasted): Promise<Result<Added, Failure>> {
    if (pasted?.kind === 'clipboard') await clipboard.clear();
    const first = catalog.get(id);
    await audit.append({ at: clock.now(), ...by, token: id, label: first?.label, outcome: 'done' });
    const checked = await checking.check(id, 'attended');
    // What its keeper sees now needs no notice: only what comes after this is told.
    await catalog.change(id, (token) => knownNow(token, clock.now(), settings.get().leads));
    changed();
    const token = catalog.get(id);
    if (token === undefined) return checked.ok ? failed({ code: 'no-such-token', name: first?.label ?? id }) : checked;
    const { guesses, cleaned, duplicateOf, length } = taken;
    return succeeded({ guesses, cleaned, duplicateOf, length, view: picture.view(token) });
  }

  async function drop(id: TokenId): Promise<void> {
    const [gone] = await Promise.all([catalog.delete(id), catalog.markPending(id)]);
    if (gone.ok) await sweepOne(id);
  }

  /** Where nothing is said of it, the host that the person's own tool is set up for. */
  async function placed<S extends { readonly host?: string | undefined }>(
    said: S,
    provider: Provider | undefined,
  ): Promise<S> {
    if (provider?.hosts.kind !== 'configured' || said.host !== undefined) return said;
    const [host] = await toolHosts.find(provider.hosts.tool);
    return host === undefined ? said : { ...said, host };
  }

  async function addPasted(
    { label, fields, ...said }: Omit<Asked<'add'>, 'pasted'>,
    pasted: Pasted,
    actor: string,
  ): Promise<Result<Added, Failure>> {
    const taken = unlessNamedByValue(label, await take(pasted, { chosen: said.provider, host: said.host }));
    if (!taken.ok) return taken;
    const wanted = said.provider ?? taken.value.guesses[0]?.provider ?? 'other';
    const provider = registry.find(wanted)?.provider;
    const blank = blankToken(tokenId(random.id()), label, wanted, taken.value.digest, clock.now());
    const token = withFacts(blank, await placed(said, provider), registry, clock.now());
    if (!token.ok) return token;
    const kind = token.value.kind ?? kindAmong(taken.value, token.value.provider);
    const given = withUsual(provider, kind, fields);
    const lack = missingField(provider, given, kind);
    if (lack !== undefined) return failed({ code: 'bad-input', field: lack, need: `this kind of token needs it` });
    const kept = await keep({ ...token.value, kind, ...fieldFacts(given) }, credentialOf(taken.value.value, given));
    return kept.ok ? settle(token.value.id, { act: 'add', actor }, taken.value, pasted) : kept;
  }

  const mint = createMinting({ ...needs, keep, drop, settle: (id, by) => settle(id, by, NOTHING_PASTED) });

  return {
    keep,

    async guess({ pasted, provider, host }) {
      const taken = await take(pasted, { chosen: provider, host });
      if (!taken.ok) return taken;
      const { guesses, cleaned, duplicateOf, length } = taken.value;
      return succeeded({ guesses, cleaned, duplicateOf, length });
    },

    async add({ pasted, ...input }, actor) {
      const { label } = input;
      if (catalog.list().some((token) => token.label === label)) return failed({ code: 'name-taken', name: label });
      return pasted.kind === 'none' ? mint(input, actor) : addPasted(input, pasted, actor);
    },

    async replace({ token: name, pasted }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const { id, ending, label, provider, host } = found.value;
      // The value on its way to its end must stay until it is proven dead.
      if (ending !== undefined) return failed({ code: 'revocation-pending', name: label });
      const taken = await take(pasted, { chosen: provider, host }, id);
      if (!taken.ok) return taken;
      const before = await secrets.get(id);
      if (!before.ok) return before;
      const credential: Credential = { access: taken.value.value, fields: before.value?.credential.fields ?? {} };
      const put = await secrets.put(id, credential, before.value?.generation);
      if (!put.ok) return put;
      const changedFacts = await catalog.change(id, (token) => ({
        ...renewed(token, taken.value.digest, clock.now()),
        kind: kindAmong(taken.value, provider) ?? token.kind,
      }));
      return changedFacts.ok ? settle(id, { act: 'replace', actor }, taken.value, pasted) : changedFacts;
    },

    async forget({ token: name }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const { id, label, provider } = found.value;
      const keyring = await secrets.get(id);
      if (!keyring.ok && keyring.failure.code !== 'keyring-damaged') return keyring;
      const all = [id, ...(found.value.leftovers ?? []).map(({ slot }) => slot)];
      const [gone] = await Promise.all([catalog.delete(id), ...all.map(catalog.markPending)]);
      if (!gone.ok) return gone;
      for (const each of all) await sweepOne(each);
      await audit.append({ at: clock.now(), act: 'forget', token: id, label, actor, outcome: 'done' });
      changed();
      return succeeded({ label, provider: registry.get(provider)?.name ?? provider });
    },

    async sweep() {
      for (const id of catalog.pending()) await sweepOne(id);
    },
  };
}

/** The kind that a value was seen to be, among those of its provider. */
const kindAmong = ({ guesses }: Guessed, provider: string): string | undefined =>
  guesses.find((guess) => guess.provider === provider && guess.confidence !== 'low')?.kindId;

function renewed(token: Token, digest: string, at: Token['addedAt']): Token {
  const { warned: _warned, snoozedUntil: _snoozed, issuedAt: _issued, ...kept } = token;
  // A refresh token belongs to the value that it came with.
  const { hasRefresh: _refresh, refreshExpiresAt: _ends, renewing: _renewing, ...rest } = kept;
  return { ...rest, digest, addedAt: at, expiry: { kind: 'unknown' }, standing: { misses: 0 }, warnings: [] };
}
