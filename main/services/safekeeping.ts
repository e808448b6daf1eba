import type { Added, GuessView, Guessed } from '../../shared/commands/keeping.ts';
import type { Asked } from '../../shared/contract.ts';
import type { ClipboardFailure, Failure, KeyringFailure, PasteFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId, type Token, type TokenId } from '../../shared/token.ts';
import { cleanPaste } from '../domain/paste.ts';
import type { Ports } from '../domain/ports.ts';
import type { AuditEntry, Credential } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import type { Checking } from './checking.ts';
import { withFacts } from './facts.ts';
import { fieldFacts } from './fields.ts';
import { createMinting } from './minting.ts';
import { named } from './naming.ts';
import { blankToken, credentialOf, knownNow, missingField } from './new-token.ts';
import type { Picture } from './picture.ts';
import type { Renewals } from './renewal.ts';

type Pasted = Asked<'guess'>['pasted'];
/** What is done, and who does it. */
type By = Pick<AuditEntry, 'act' | 'actor'>;
type Taken = Guessed & { readonly value: Secret; readonly digest: string };

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
  'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'settings' | 'clipboard' | 'audit'
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
    digester,
    catalog,
    settings,
    clipboard,
    audit,
    registry,
    checking,
    picture,
    changed,
  } = needs;

  async function textOf(pasted: Pasted): Promise<Result<string, ClipboardFailure | PasteFailure>> {
    if (pasted.kind === 'value') return succeeded(pasted.text);
    const read = await clipboard.read();
    if (!read.ok) return read;
    return read.value === undefined ? failed({ code: 'paste-empty' }) : succeeded(read.value.use((text) => text));
  }

  async function take(
    pasted: Pasted,
    except?: TokenId,
  ): Promise<Result<Taken, ClipboardFailure | PasteFailure | KeyringFailure>> {
    const text = await textOf(pasted);
    if (!text.ok) return text;
    const clean = cleanPaste(text.value, pasted);
    if (!clean.ok) return clean;
    const value = new Secret(clean.value.value);
    const digest = await digester.digest(value);
    if (!digest.ok) return digest;
    const same = catalog.list().find((token) => token.digest === digest.value && token.id !== except);
    const guesses = registry
      .recognise(clean.value.value)
      .map((guess): GuessView => ({ ...guess, name: registry.get(guess.provider)?.name ?? guess.provider }));
    return succeeded({
      value,
      digest: digest.value,
      guesses,
      cleaned: clean.value.cleaned,
      duplicateOf: same?.label,
      length: clean.value.value.length,
    });
  }

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

  async function addPasted(
    { label, fields, ...said }: Omit<Asked<'add'>, 'pasted'>,
    pasted: Pasted,
    actor: string,
  ): Promise<Result<Added, Failure>> {
    const taken = await take(pasted);
    if (!taken.ok) return taken;
    const provider = said.provider ?? taken.value.guesses[0]?.provider ?? 'other';
    const blank = blankToken(tokenId(random.id()), label, provider, taken.value.digest, clock.now());
    const token = withFacts(blank, said, registry, clock.now());
    if (!token.ok) return token;
    const lack = missingField(registry.get(provider), fields);
    if (lack !== undefined) return failed({ code: 'bad-input', field: lack, need: `this kind of token needs it` });
    const kept = await keep({ ...token.value, ...fieldFacts(fields ?? {}) }, credentialOf(taken.value.value, fields));
    return kept.ok ? settle(token.value.id, { act: 'add', actor }, taken.value, pasted) : kept;
  }

  const mint = createMinting({ ...needs, keep, drop, settle: (id, by) => settle(id, by, NOTHING_PASTED) });

  return {
    keep,

    async guess({ pasted }) {
      const taken = await take(pasted);
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
      const { id, ending, label } = found.value;
      // The value on its way to its end must stay until it is proven dead.
      if (ending !== undefined) return failed({ code: 'revocation-pending', name: label });
      const taken = await take(pasted, id);
      if (!taken.ok) return taken;
      const before = await secrets.get(id);
      if (!before.ok) return before;
      const credential: Credential = { access: taken.value.value, fields: before.value?.credential.fields ?? {} };
      const put = await secrets.put(id, credential, before.value?.generation);
      if (!put.ok) return put;
      const changedFacts = await catalog.change(id, (token) => renewed(token, taken.value.digest, clock.now()));
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

function renewed(token: Token, digest: string, at: Token['addedAt']): Token {
  const { warned: _warned, snoozedUntil: _snoozed, issuedAt: _issued, ...kept } = token;
  // A refresh token belongs to the value that it came with.
  const { hasRefresh: _refresh, refreshExpiresAt: _ends, renewing: _renewing, ...rest } = kept;
  return { ...rest, digest, addedAt: at, expiry: { kind: 'unknown' }, standing: { misses: 0 }, warnings: [] };
}
