import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { succeeded, type Result } from '../../shared/result.ts';
import type { BackupBox, BoxFailure, OpenAsk, OpenedBackup, SealAsk, Sealed } from '../domain/backup-ports.ts';
import type { SecretStore } from '../domain/storage-ports.ts';
import { copiesOf, logsOf, noteCopies } from './audit-copies.ts';

import { credentialOf, lineOf } from './backup-lines.ts';
import { COST, plainKey, plainLock } from './backup-lock.ts';
import type { OpenedText, OpenWork } from './backup-opening.ts';
import { beginWork, type Begun } from './backup-work.ts';

interface BoxPlace {
  /** The vault's own, with its audit log. */
  readonly folder: string;
  readonly secrets: Pick<SecretStore, 'get' | 'put'>;
  readonly machine?: string;
  /** Of trying a passphrase: the logarithm of scrypt's N. */
  readonly cost?: number;
  /** How work is begun: in a thread of its own. */
  readonly begin?: typeof beginWork;
}

const AT_ONCE = 64;

export function createBackupBox({
  folder,
  secrets,
  machine = hostname(),
  cost = COST,
  begin: start = beginWork,
}: BoxPlace): BackupBox {
  async function seal(ask: SealAsk, begin: (work: Begun<Sealed>) => boolean): Promise<Result<Sealed, BoxFailure>> {
    const logs = await logsOf(secrets, folder, machine);
    if (!logs.ok) return logs;
    const { file, over, at } = ask;
    const head = { madeAt: at, machine };
    const work = { file, over, lock: plainLock(ask.lock), cost, head, logs: logs.value };
    const begun = start<Sealed>({ do: 'seal', work });
    if (!begin(begun)) return begun.ended;
    let count = 0;
    for await (const record of ask.records()) {
      // Values that are in memory already come without a pause, and others want to be heard meanwhile.
      if ((count += 1) % AT_ONCE === 0) await new Promise(setImmediate);
      if (!record.ok) {
        begun.cancel();
        return record;
      }
      if (begun.isOver()) return begun.ended;
      begun.send({ line: lineOf(record.value) });
    }
    begun.send({});
    return begun.ended;
  }

  async function openFile(
    { file, key, keepLogs, mark }: OpenAsk,
    begin: (work: Begun<OpenedText>) => boolean,
  ): Promise<Result<OpenedBackup, BoxFailure>> {
    const known = await knownLogs();
    if (!known.ok) return known;
    const work = { file, key: plainKey(key), known: known.value, folder: keepLogs ? folder : undefined, mark };
    const begun = start<OpenedText>({ do: 'open', work });
    begin(begun);
    const text = await begun.ended;
    if (!text.ok) return text;
    const noted = await noteCopies(secrets, folder, text.value.laid);
    return noted.ok ? succeeded(openedOf(text.value)) : noted;
  }

  /** Our own is here, however far the copy of it went. */
  async function knownLogs(): Promise<Result<OpenWork['known'], BoxFailure>> {
    const all = await logsOf(secrets, folder, machine);
    if (!all.ok) return all;
    const copies = await copiesOf(secrets, folder);
    if (!copies.ok) return copies;
    const copied = new Set(copies.value.map(({ chain }) => chain));
    return succeeded(
      all.value.map((log) => (copied.has(log.chain) ? log : { ...log, end: { ...log.end, n: Infinity } })),
    );
  }

  return {
    seal: (ask) => cancellable((begin) => seal(ask, begin)),
    open: (ask) => cancellable((begin) => openFile(ask, begin)),
    lockOf: (file) => start<'passphrase' | 'identity'>({ do: 'look', file }).ended,

    makeKey: (file) => start<string>({ do: 'key', file }).ended,

    async series(place, series) {
      const names = await readdir(place).catch(() => []);
      return names
        .filter((name) => name.startsWith(`${series}-`) && name.endsWith('.age'))
        .sort()
        .map((name) => join(place, name));
    },
    remove: (file) => rm(file, { force: true }).catch(() => undefined),
  };
}

/** What was called off before its thread began does not begin. */
function cancellable<T, W>(run: (begin: (work: Begun<W>) => boolean) => Promise<Result<T, BoxFailure>>) {
  let isCancelled = false;
  let begun: Begun<W> | undefined;
  const ended = run((work) => {
    begun = work;
    if (isCancelled) work.cancel();
    return !isCancelled;
  });
  return {
    ended,
    cancel() {
      isCancelled = true;
      begun?.cancel();
    },
  };
}

function openedOf({ mark, head, lines, logs }: OpenedText): OpenedBackup {
  const of = <K extends OpenedText['lines'][number]['kind']>(kind: K) =>
    lines.filter((line): line is Extract<OpenedText['lines'][number], { kind: K }> => line.kind === kind);
  return {
    ...head,
    mark,
    logs,
    tokens: of('token').map(({ token, values: { own, fresh, old } }) => ({
      token,
      values: { own: own && credentialOf(own), fresh: fresh && credentialOf(fresh), old: old && credentialOf(old) },
    })),
    settings: of('settings')[0]?.settings,
    grants: of('grants').flatMap(({ grants }) => grants),
    acts: of('acts').flatMap(({ acts }) => acts),
  };
}
