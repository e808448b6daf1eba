import type { TakeOver, TookOver } from '../../shared/commands/discover.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId, type TokenId } from '../../shared/token.ts';
import type { Cut } from '../domain/elsewhere-ports.ts';
import { cutOf, textOfCut } from '../domain/cut-text.ts';
import type { Ports } from '../domain/ports.ts';
import { Secret } from '../domain/secret.ts';
import type { TakenOver } from '../domain/storage-ports.ts';
import type { Copy, Discovering } from './discovering.ts';
import { blankToken } from './new-token.ts';
import type { Safekeeping } from './safekeeping.ts';

export interface TakingOver {
  take(input: Asked<'takeOver'>, actor: string): Promise<Result<TookOver, Failure>>;
  back(input: Asked<'takeBack'>, actor: string): Promise<Result<{ readonly back: readonly TakeOver[] }, Failure>>;
  list(): readonly TakeOver[];
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'memory' | 'audit' | 'elsewhere'> & {
  readonly discovering: Discovering;
  readonly safekeeping: Safekeeping;
  changed(): void;
};

/** What lies in plain text goes into the keyring, and only then, where it is wished, out of its file. */
export function createTakingOver(needs: Needs): TakingOver {
  const { clock, random, secrets, digester, catalog, memory, audit, elsewhere, discovering, safekeeping, changed } =
    needs;

  const note = (act: string, label: string, actor: string, outcome: string, token?: TokenId) =>
    audit.append({ at: clock.now(), act, label, actor, outcome, ...(token === undefined ? {} : { token }) });

  /** A name that is free: as the value is called where it lies, else with a number. */
  function freeLabel({ view }: Copy): string {
    const taken = new Set(catalog.list().map(({ label }) => label));
    const name =
      view.name
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 180) || view.keeper;
    let [label, turn] = [name, 1];
    while (taken.has(label)) label = `${name} ${(turn += 1)}`;
    return label;
  }

  /** The token that has the value: there already, or made now and read back. */
  async function keep(copy: Copy, actor: string): Promise<Result<{ id: TokenId; label: string }, Failure>> {
    const there = catalog.list().find((token) => token.digest === copy.digest);
    if (there !== undefined) return prove(there.id, there.label, copy);
    const label = freeLabel(copy);
    const { provider, kind, host } = copy.identity;
    const { value, fields = {}, login } = copy.entry;
    const blank = blankToken(tokenId(random.id()), label, provider, copy.digest, clock.now());
    const told = Object.fromEntries(
      Object.entries({ kind, host, logins: login && [login] }).filter(([, fact]) => fact !== undefined),
    );
    const kept = await safekeeping.keep({ ...blank, ...told, fields: Object.keys(fields) }, { access: value, fields });
    if (!kept.ok) return kept;
    await note('take-over', label, actor, `kept, from ${copy.view.file}`, blank.id);
    return prove(blank.id, label, copy);
  }

  async function prove(
    id: TokenId,
    label: string,
    { digest }: Copy,
  ): Promise<Result<{ id: TokenId; label: string }, Failure>> {
    const back = await secrets.get(id);
    if (!back.ok) return back;
    const read = back.value === undefined ? undefined : await digester.digest(back.value.credential.access);
    if (read !== undefined && !read.ok) return read;
    return read?.value === digest ? succeeded({ id, label }) : failed({ code: 'value-missing', name: label });
  }

  /** The values of one file go from it together; what was there lies in the keyring before the record that tells of it. */
  async function remove(
    file: string,
    copies: readonly Copy[],
    labels: readonly string[],
    actor: string,
  ): Promise<Result<TakeOver, string>> {
    const pieces = copies.map(({ entry, instead }) => ({ written: entry.written ?? entry.value, instead }));
    const cut = await elsewhere.files.cut(file, pieces);
    if (!cut.ok) return cut;
    const slot = tokenId(`take-over-${random.id()}`);
    const kept = await secrets.put(slot, { access: new Secret(textOfCut(cut.value)), fields: {} });
    const record: TakenOver = { id: random.id().slice(0, 8), at: clock.now(), file, labels, slot };
    const written = kept.ok ? await memory.put({ ...memory.get(), takenOver: [...all(), record] }) : kept;
    if (!written.ok) {
      await elsewhere.files.mend(file, cut.value);
      return failed('what was taken out could not be kept');
    }
    await note('take-over', labels.join(', '), actor, `removed from ${file}`);
    return succeeded(told(record));
  }

  const all = (): readonly TakenOver[] => memory.get().takenOver ?? [];
  const told = ({ slot: _slot, ...record }: TakenOver): TakeOver => record;

  async function mend(record: TakenOver, actor: string): Promise<Result<TakeOver, Failure>> {
    const place = record.file;
    const kept = await secrets.get(record.slot);
    if (!kept.ok) return kept;
    const cut: Cut | undefined = kept.value?.credential.access.use(cutOf);
    if (cut === undefined) return failed({ code: 'undo-impossible', place, why: 'gone' });
    const mended = await elsewhere.files.mend(place, cut);
    if (!mended.ok) {
      const why = mended.failure === 'changed' ? 'changed' : 'unwritable';
      return failed({ code: 'undo-impossible', place, why });
    }
    await memory.put({ ...memory.get(), takenOver: all().filter(({ id }) => id !== record.id) });
    await secrets.delete(record.slot);
    await note('take-back', record.labels.join(', '), actor, `put back into ${place}`);
    return succeeded(told(record));
  }

  return {
    list: () => all().map(told),

    async take({ ids, projects, plain }, actor) {
      const found = await discovering.copies(projects);
      if (!found.ok) return found;
      const wanted = ids.map((id) => found.value.find(({ view }) => view.id === id));
      const lost = ids.find((_id, n) => wanted[n] === undefined);
      if (lost !== undefined) return failed({ code: 'not-found-here', id: lost });
      const kept: { id: string; label: string; file: string }[] = [];
      const byFile = new Map<string, { copies: Copy[]; labels: string[] }>();
      for (const copy of wanted.filter((each) => each !== undefined)) {
        const one = await keep(copy, actor);
        if (!one.ok) return one;
        const { file } = copy.view;
        kept.push({ ...one.value, file });
        const group = byFile.get(file) ?? { copies: [], labels: [] };
        byFile.set(file, { copies: [...group.copies, copy], labels: [...group.labels, one.value.label] });
      }
      const [removed, left]: [TakeOver[], { file: string; reason: string }[]] = [[], []];
      for (const [file, { copies, labels }] of plain === 'remove' ? byFile : []) {
        const gone = await remove(file, copies, labels, actor);
        if (gone.ok) removed.push(gone.value);
        else left.push({ file, reason: gone.failure });
      }
      changed();
      return succeeded({ kept, removed, left });
    },

    async back({ id }, actor) {
      const wanted = [...all()].reverse().filter((record) => id === undefined || record.id === id);
      if (wanted.length === 0 && id !== undefined) return failed({ code: 'not-found-here', id });
      const back: TakeOver[] = [];
      for (const record of wanted) {
        const mended = await mend(record, actor);
        if (!mended.ok) return mended;
        back.push(mended.value);
      }
      return succeeded({ back });
    },
  };
}
