import { existsSync } from 'node:fs';
import type { FileFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Clock } from '../domain/ports.ts';
import { restoreCopy, setAside, type FileCopies } from './file-copies.ts';
import { NO_FILE, readPlain } from './plain-read.ts';
import { unsealFile } from './seal-file.ts';

/** How a state is spelled in its file and read back. */
export interface Codec<T> {
  readonly version: number;
  /** JSON in pieces, without a line that would end the state early. */
  encode(state: T): readonly Uint8Array[];
  /** Undefined where it is no such state; `flawed` where part of it had to be replaced by defaults. */
  decode(state: Buffer): { readonly state: T; readonly flawed: boolean } | undefined;
}

export interface Loading<T> {
  readonly copies: FileCopies;
  readonly codec: Codec<T>;
  readonly blank: () => T;
  /** What to do where there was a state once and no copy is good: stop, or begin anew and say so. */
  readonly whenLost: 'refuse' | 'begin-anew';
  readonly clock: Clock;
}

export interface Loaded<T> {
  readonly state: T;
  readonly troubles: readonly FileFailure[];
  /** Marks of files that were verified; see `markOf`. */
  readonly verified: readonly string[];
}

type Copy<T> =
  | { readonly kind: 'good'; readonly path: string; readonly state: T; readonly flawed: boolean; readonly mark: string }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'absent' | 'damaged' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads the current copy, or else the newest older one that is good. Changes nothing on disk unless it found a good one. */
export function loadState<T>(ask: Loading<T>): Result<Loaded<T>, FileFailure> {
  const { copies, codec } = ask;
  const current = readCopy(copies.current, codec);
  const stop = whyStop(current, copies.file);
  if (stop !== undefined) return failed(stop);
  if (current.kind === 'good') return succeeded(loadedFrom(current, copies.file, []));
  return loadOlder(ask, current.kind === 'damaged');
}

function loadOlder<T>(ask: Loading<T>, damaged: boolean): Result<Loaded<T>, FileFailure> {
  const { copies, codec } = ask;
  const trouble: FileFailure = { code: 'file-damaged', file: copies.file };
  let traces = damaged || existsSync(copies.marker);
  for (const path of copies.older) {
    const copy = readCopy(path, codec);
    if (copy.kind === 'newer') return failed({ code: 'file-newer', file: copies.file, version: copy.version });
    if (copy.kind === 'good') {
      mend(ask, damaged, path);
      return succeeded(loadedFrom(copy, copies.file, [trouble]));
    }
    traces ||= copy.kind !== 'absent';
  }
  if (!traces) return succeeded({ state: ask.blank(), troubles: [], verified: [] });
  if (ask.whenLost === 'refuse') return failed({ code: 'file-lost', file: copies.file });
  mend(ask, damaged, undefined);
  return succeeded({ state: ask.blank(), troubles: [trouble], verified: [] });
}

/** Best effort: on a disk that cannot be written the state is good all the same, and the next write tries again. */
function mend<T>({ copies, clock }: Loading<T>, damaged: boolean, good: string | undefined): void {
  try {
    if (damaged) setAside(copies, copies.current, clock.now());
    if (good !== undefined) restoreCopy(copies, good);
  } catch {
    return;
  }
}

function whyStop<T>(copy: Copy<T>, file: string): FileFailure | undefined {
  if (copy.kind === 'newer') return { code: 'file-newer', file, version: copy.version };
  if (copy.kind === 'refused') return { code: 'file-unreadable', file, reason: copy.reason };
  return undefined;
}

function loadedFrom<T>(copy: Copy<T> & { kind: 'good' }, file: string, troubles: readonly FileFailure[]): Loaded<T> {
  const flaw: readonly FileFailure[] = copy.flawed ? [{ code: 'file-damaged', file }] : [];
  return { state: copy.state, troubles: [...troubles, ...flaw], verified: [copy.mark] };
}

function readCopy<T>(path: string, codec: Codec<T>): Copy<T> {
  const read = readPlain(path);
  // What is no file at all holds nothing of ours.
  if (read.kind === 'refused' && read.reason === NO_FILE) return { kind: 'damaged' };
  if (read.kind !== 'read') return read;
  const unsealed = unsealFile(read.bytes);
  if (unsealed.kind === 'damaged') return unsealed;
  if (unsealed.version > codec.version) return { kind: 'newer', version: unsealed.version };
  const decoded = codec.decode(unsealed.state);
  return decoded === undefined ? { kind: 'damaged' } : { kind: 'good', path, mark: read.mark, ...decoded };
}
