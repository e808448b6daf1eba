import { join } from 'node:path';
import type { AuditReport } from '../../shared/audit.ts';
import type { AuditFailure, FileFailure, KeyringFailure } from '../../shared/failure.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { Clock, Timer } from '../domain/ports.ts';
import type { AuditEntry, AuditLog, SecretStore } from '../domain/storage-ports.ts';
import { createAnchoring } from './audit-anchoring.ts';
import { exportLog, signingKey } from './audit-export.ts';
import { readHead } from './audit-head.ts';
import { createAuditKeys, type Kept } from './audit-keys.ts';
import { createLease } from './audit-lease.ts';
import { recentLines } from './audit-recent.ts';
import { leaveBehind, type Remark } from './audit-settle.ts';
import type { VerifyAsk } from './audit-verify.ts';
import { verifyInWorker } from './audit-verify-work.ts';
import { openWriter, rootMark, type AuditWriter } from './audit-writer.ts';
import { unwritable } from './file-reason.ts';
import { createTurns } from './turns.ts';

export interface AuditPlace {
  readonly folder: string;
  readonly secrets: Pick<SecretStore, 'get' | 'put'>;
  readonly clock: Clock;
  readonly timer: Timer;
}

/** Held open until its end, which moves the anchor to the last entry. */
export interface OpenedAudit extends AuditLog {
  end(): Promise<void>;
}

type Failure = FileFailure | KeyringFailure;
type Outcome = Result<void, Failure>;
type Known = Kept & { readonly key: Buffer };

interface Waiting {
  readonly entry: AuditEntry;
  readonly tell: (outcome: Outcome) => void;
}

const MOST_A_GROUP = 500;

/**
 * The audit log: lines in a chain (audit-chain.ts) in files by month under `audit/`. An append has reached the disk when it resolves; those
 * that wait at the same time share one write and one sync. Several processes may append: one at a time has the lease.
 *
 * A chain cannot show that its end is missing, so the end is kept in two more places. The anchor in the keychain is what nobody without the
 * keychain can move; as writing there is slow it lags behind by some entries (audit-anchoring.ts). The head file moves with every group,
 * under the chain's own key. So a cut end is found whenever the head file is not cut back with it; and where it is, from a copy taken
 * earlier, still whenever the cut reaches the anchor. What can be lost unseen is what was written since the anchor moved, to somebody who
 * copied both files in that time and put both back.
 */
export function openAuditLog({ folder, secrets, clock, timer }: AuditPlace): OpenedAudit {
  const place = join(folder, 'audit');
  const keys = createAuditKeys(secrets, folder);
  const anchoring = createAnchoring(keys, timer);
  const lease = createLease(join(folder, 'audit.lock'));
  const turns = createTurns(1);
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let writer: AuditWriter | undefined;
  let known: Known | undefined;
  let isOver = false;

  const troubles: AuditFailure[] = [];

  function remark({ words, trouble }: Remark): AuditEntry {
    if (trouble !== undefined) troubles.push(trouble);
    return { at: clock.now(), act: 'audit', actor: 'tokenkeep', outcome: words };
  }

  async function closeWriter(): Promise<void> {
    const last = writer;
    writer = undefined;
    await last?.end();
  }

  async function keysOf(): Promise<Result<Known, Failure>> {
    if (known !== undefined) return succeeded(known);
    const kept = await keys.read();
    if (!kept.ok) return kept;
    const { key, anchor } = kept.value;
    if (key !== undefined) return succeeded((known = { key, anchor }));
    await leaveBehind(place);
    const begun = await keys.begin(rootMark);
    if (!begun.ok) return begun;
    return succeeded((known = { key: begun.value, anchor: rootMark(begun.value) }));
  }

  /** A writer that stands at the end of the log, whoever wrote last. */
  async function ready(): Promise<Result<AuditWriter, Failure>> {
    const held = await lease.hold();
    if (!held.ok) return held;
    if (held.value || writer?.isUntouched() === false) await closeWriter();
    const found = await keysOf();
    if (!found.ok) return found;
    writer ??= await openWriter(place, found.value.key, found.value, remark);
    anchoring.reached(writer.mark());
    return succeeded(writer);
  }

  async function commit(group: readonly Waiting[]): Promise<Outcome> {
    try {
      const at = await ready();
      if (!at.ok) return at;
      await at.value.write(group.map(({ entry }) => entry));
      anchoring.reached(at.value.mark());
      return done;
    } catch (error) {
      await closeWriter();
      return failed(unwritable('audit', error));
    }
  }

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Lets everybody in who was told of the last group in this same moment.
      await new Promise(setImmediate);
      const group = firstGroup(waiting);
      waiting = waiting.slice(group.length);
      const outcome = await turns.take('audit', () => commit(group));
      for (const { tell } of group) tell(outcome);
    }
    running = undefined;
    if (isOver) await turns.take('audit', close);
    else lease.rest();
  };

  async function close(): Promise<void> {
    await anchoring.end();
    await closeWriter();
    await lease.end();
  }

  async function settle(): Promise<Result<AuditWriter, Failure>> {
    const settled = await ready().catch((error: unknown) => failed(unwritable('audit', error)));
    lease.rest();
    return settled;
  }

  /** The keychain is asked anew, and what is wrong with the end is mended and written down, as far as the disk allows. */
  async function look(): Promise<Result<(VerifyAsk & { readonly isAnchored: boolean }) | undefined, Failure>> {
    const kept = await keys.read();
    if (!kept.ok) return kept;
    const isFirst = known === undefined && kept.value.key === undefined;
    known = kept.value.key === undefined ? known : { key: kept.value.key, anchor: kept.value.anchor };
    await closeWriter();
    const settled = await settle();
    if (!settled.ok && settled.failure.code.startsWith('keyring-')) return settled;
    if (known === undefined) return succeeded(undefined);
    const head = readHead(place, known.key);
    const marks = [kept.value.anchor, head.kind === 'read' ? head.mark : undefined].filter(
      (mark) => mark !== undefined,
    );
    const until = settled.ok ? settled.value.mark().n : Infinity;
    return succeeded({ place, key: known.key, marks, until, isAnchored: isFirst || kept.value.anchor !== undefined });
  }

  async function verify(onEntries: (count: number) => void): Promise<Result<AuditReport, Failure>> {
    const ask = await turns.take('audit', look);
    if (!ask.ok) return ask;
    if (ask.value === undefined) return succeeded({ state: 'anchor-missing', entries: 0, breaks: [], remarks: [] });
    const { isAnchored, ...what } = ask.value;
    const found = await reading(() => verifyInWorker(what, onEntries));
    return found.ok ? succeeded({ ...found.value, state: stateOf(found.value.breaks, isAnchored) }) : found;
  }

  return {
    append: (entry) =>
      new Promise((tell) => {
        waiting.push({ entry, tell });
        running ??= run();
      }),
    troubles: () => troubles,
    recent: (limit, filter = {}) => reading(() => recentLines(place, limit, filter)),
    verify,
    async export(filter) {
      const report = await verify(() => undefined);
      if (!report.ok) return report;
      if (known === undefined) return failed({ code: 'keyring-damaged' });
      const signing = await signingKey(secrets);
      if (!signing.ok) return signing;
      const ask = { place, key: known.key, signing: signing.value, at: clock.now(), filter, report: report.value };
      return reading(() => exportLog(ask));
    },
    async settle() {
      const settled = await turns.take('audit', settle);
      return settled.ok ? done : settled;
    },
    async end() {
      // What is still told after this is written too, and leaves nothing open.
      isOver = true;
      await running;
      // A look at the end of the log may be under way, and would open it again.
      await turns.take('audit', close);
    },
  };
}

async function reading<T>(read: () => Promise<T>): Promise<Result<T, FileFailure>> {
  try {
    return succeeded(await read());
  } catch (error) {
    return failed(unwritable('audit', error));
  }
}

function stateOf(breaks: AuditReport['breaks'], isAnchored: boolean): AuditReport['state'] {
  if (breaks.length > 0) return 'broken';
  return isAnchored ? 'whole' : 'anchor-missing';
}

/** Those that come first and are of one month. */
function firstGroup(waiting: readonly Waiting[]): readonly Waiting[] {
  const first = monthOf(waiting[0]?.entry.at ?? 0);
  const other = waiting.findIndex(({ entry }) => monthOf(entry.at) !== first);
  return waiting.slice(0, Math.min(other === -1 ? waiting.length : other, MOST_A_GROUP));
}

function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
