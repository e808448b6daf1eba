import type { RestoreChange, RestorePreview, RestoreReport } from '../../shared/commands/backup.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { settingKeys } from '../../shared/setting-forms.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { duration, minutes } from '../../shared/time.ts';
import type { Renewal, Token } from '../../shared/token.ts';
import type { BackedUp, BackupKey, OpenAsk, OpenedBackup } from '../domain/backup-ports.ts';
import type { Ports } from '../domain/ports.ts';
import { compare, mayBeSpentElsewhere, met } from '../domain/restoring.ts';
import { Secret } from '../domain/secret.ts';
import type { BackupTurn, Course } from './backup-turn.ts';
import { createPuttingBack } from './putting-back.ts';
import { keptIn, outcomeOf, reportOf, strangerIn, whyLeft, type Row, type Why } from './restore-report.ts';

export interface Restoring {
  preview(input: Asked<'restorePreview'>): Promise<Result<RestorePreview, Failure>>;
  /** Each token its values first. One that fails leaves those before it kept, and the rest can be had by restoring again. */
  restore(input: Asked<'restore'>, actor: string): Promise<Result<RestoreReport, Failure>>;
}

type Needs = Pick<
  Ports,
  | 'clock'
  | 'timer'
  | 'random'
  | 'secrets'
  | 'digester'
  | 'catalog'
  | 'settings'
  | 'lendingBook'
  | 'journal'
  | 'audit'
  | 'backups'
  | 'teams'
> & {
  readonly turn: BackupTurn;
  renews(token: Token): Renewal;
  changed(): void;
};

export function createRestoring(needs: Needs): Restoring {
  const { clock, timer, secrets, digester, catalog, settings, audit, backups, turn, renews, changed } = needs;
  const puttingBack = createPuttingBack(needs);

  let shown: { readonly file: string; readonly key: BackupKey } | undefined;
  let late: End | undefined;

  function remember(ask: typeof shown): void {
    void late?.();
    shown = ask;
    late = timer.after(REMEMBERED, () => (shown = undefined));
  }

  /** Values that are in memory already come without a pause, and others want to be heard meanwhile. */
  const pause = (): Promise<void> => new Promise((resolve) => void timer.after(duration(1), resolve));

  const keyShown = (file: string): BackupKey | undefined => (shown?.file === file ? shown.key : undefined);

  async function digested(all: readonly BackedUp[]): Promise<Result<readonly string[], Failure>> {
    const digests: string[] = [];
    for (const { values, token } of all) {
      const isMinted = token.digest !== '' && values.own !== undefined;
      const digest = isMinted ? await digester.digest(values.own.access) : succeeded('');
      if (!digest.ok) return digest;
      digests.push(digest.value);
    }
    return succeeded(digests);
  }

  async function rowsOf(
    { tokens }: OpenedBackup,
    { reached, isCancelled }: Course,
  ): Promise<Result<readonly Row[], Failure>> {
    const digests = await digested(tokens);
    if (!digests.ok) return digests;
    const theirs = tokens.map(({ token }, at) => ({ token, digest: digests.value[at] ?? '' }));
    const ours = met(theirs, catalog.list());
    const rows: Row[] = [];
    for (const [at, one] of tokens.entries()) {
      if (isCancelled()) return failed({ code: 'backup-cancelled' });
      if (at % MOST_WITHOUT_PAUSE === MOST_WITHOUT_PAUSE - 1) await pause();
      const row = await rowOf(one, ours[at], digests.value[at] ?? '');
      if (!row.ok) return row;
      rows.push(row.value);
      reached(at + 1, tokens.length);
    }
    return succeeded(rows);
  }

  async function rowOf(theirs: BackedUp, ours: Token | undefined, digest: string): Promise<Result<Row, Failure>> {
    const kept = ours === undefined ? succeeded(undefined) : await secrets.get(ours.id);
    // What cannot be read is no value that could be lost.
    if (!kept.ok && kept.failure.code !== 'keyring-damaged') return kept;
    const { token, values } = theirs;
    const here = ours && { token: ours, credential: kept.ok ? kept.value?.credential : undefined };
    const change = { ...namesOf(ours ?? token), ...compare({ token, credential: values.own }, here) };
    const elsewhere = change.change !== 'same' && mayBeSpentElsewhere(token, renews(token));
    return succeeded({ theirs, ours, digest, change: { ...change, elsewhere, valueless: values.own === undefined } });
  }

  const namesOf = ({ id, label, provider }: Token) => ({ id, name: label, provider });

  async function open(
    ask: Omit<OpenAsk, 'keepLogs'>,
    course: Course,
    keepLogs: boolean,
  ): Promise<Result<{ readonly opened: OpenedBackup; readonly rows: readonly Row[] }, Failure>> {
    const opened = await course.during(backups.open({ ...ask, keepLogs }));
    if (!opened.ok) return opened;
    const rows = await rowsOf(opened.value, course);
    return rows.ok ? succeeded({ opened: opened.value, rows: rows.value }) : rows;
  }

  const settingsChange = (theirs: Settings | undefined): RestoreChange['change'] => {
    const [now, then] = [settings.get(), theirs ?? settings.get()];
    if (isAlike(now, then)) return 'same';
    return isAlike(now, defaultSettings) ? 'added' : 'changed';
  };

  const about = (file: string, { madeAt, machine, logs, settings: theirs }: OpenedBackup) => ({
    file,
    madeAt,
    machine,
    logs,
    settings: settingsChange(theirs),
  });

  const note = (file: string, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'restore', label: file, actor, outcome });

  return {
    preview: (input) =>
      turn.take('restore', async (course) => {
        const ask = { file: input.file, key: keyOf(input.key) };
        const read = await open(ask, course, false);
        if (!read.ok) return read;
        remember(ask);
        const { opened, rows } = read.value;
        const { mark, grants, acts } = opened;
        const changes = rows.map(({ change }) => change);
        return succeeded({ ...about(input.file, opened), mark, changes, grants: grants.length, acts: acts.length });
      }),

    restore: (input, actor) =>
      turn.take('restore', async (course) => {
        const { file, mark } = input;
        const key = input.key.kind === 'shown' ? keyShown(file) : keyOf(input.key);
        if (key === undefined) return failed({ code: 'backup-changed', file });
        const read = await open({ file, key, mark }, course, true);
        if (!read.ok) return read;
        const { opened, rows } = read.value;
        const stranger = strangerIn(rows, input);
        if (stranger !== undefined) return failed({ code: 'no-such-token', name: stranger });
        const asked = await note(input.file, actor, 'asked');
        if (!asked.ok) return asked;
        const told = about(input.file, opened);
        const done = await putAll(rows, input, opened, course);
        changed();
        await note(input.file, actor, done.ok ? outcomeOf(done.value) : `failed, ${done.failure.code}`);
        return done.ok ? succeeded({ ...told, ...done.value }) : done;
      }),
  };

  async function putAll(
    rows: readonly Row[],
    input: Asked<'restore'>,
    opened: OpenedBackup,
    course: Course,
  ): Promise<Result<Omit<RestoreReport, keyof ReturnType<typeof about>>, Failure>> {
    const all: (Result<Token, Failure> | Why)[] = [];
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      if (course.isCancelled()) return failed({ code: 'backup-cancelled' });
      all.push(...(await Promise.all(rows.slice(at, at + AT_ONCE).map((row) => putOne(row, input, opened)))));
      course.reached(all.length, rows.length);
    }
    const report = reportOf(rows, all);
    if (!report.ok) return report;
    const put = rows.map((row, at) => ({ ...row, kept: keptIn(all[at]) }));
    const rest = await puttingBack.rest(opened, put, { settings: isWanted(opened.settings, input) });
    if (!rest.ok) return rest;
    return succeeded({ ...report.value, ...rest.value });
  }

  async function putOne(
    row: Row,
    input: Asked<'restore'>,
    opened: OpenedBackup,
  ): Promise<Result<Token, Failure> | Why> {
    return whyLeft(row, input) ?? (await puttingBack.put(row, opened));
  }

  function isWanted(theirs: Settings | undefined, input: Asked<'restore'>): boolean {
    const change = settingsChange(theirs);
    return change === 'added' || (change === 'changed' && input.settings);
  }
}

/** Those that change at once share their writes to the disk. */
const AT_ONCE = 16;

const MOST_WITHOUT_PAUSE = 128;

const isAlike = (one: Settings, other: Settings): boolean =>
  settingKeys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));

/** How long the key of a preview is remembered, in this process alone: for as long as it takes to read what was shown. */
const REMEMBERED = minutes(10);

function keyOf(key: Asked<'restorePreview'>['key']): BackupKey {
  return key.kind === 'identity' ? key : { kind: 'passphrase', passphrase: new Secret(key.passphrase) };
}
