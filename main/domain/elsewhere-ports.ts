import type { ImportHindrance } from '../../shared/failure-finding.ts';
import type { End } from '../../shared/lifetime.ts';
import type { Result } from '../../shared/result.ts';
import type { Secret } from './secret.ts';
import type { Scanner } from './scan-ports.ts';

/** A plain file as it lies there. */
export interface PlainFile {
  /** Where it really is; links are followed. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Undefined where it is no text in UTF-8 or, with its mark, UTF-16. Without a byte order mark. */
  readonly text: string | undefined;
  readonly mode: number;
  readonly isMine: boolean;
}

export type ReadHindrance = Extract<ImportHindrance, 'absent' | 'not-a-file' | 'too-large' | 'unreadable'>;

/** A value as it is written in a file, and what is to stand in its place. */
export interface Piece {
  readonly written: Secret;
  readonly instead: string;
}

/** What a cut took out, in the order of the file, and what it left. */
export interface Cut {
  readonly parts: readonly {
    /** In bytes, of the file after the cut. */
    readonly at: number;
    readonly length: number;
    readonly was: Secret;
  }[];
  /** Digest of the file after the cut. */
  readonly left: string;
}

/** Files that are not the vault's own. */
export interface PlainFiles {
  read(path: string, most: number): Promise<Result<PlainFile, ReadHindrance>>;
  /**
   * Puts other words in the place of values, whole or not at all, with its mode kept. Answers what was there, or why it was left: the
   * system's own word.
   */
  cut(path: string, pieces: readonly Piece[]): Promise<Result<Cut, string>>;
  /** Puts back what was cut. Answers `changed` where the file is not as the cut left it. */
  mend(path: string, cut: Cut): Promise<Result<void, string>>;
  /** Names in a folder, sorted; none where it cannot be read. */
  names(folder: string): Promise<readonly string[]>;
  /** A new file for this user alone, in a folder that is made where it is not there. Answers the system's own word where it cannot be made. */
  create(path: string, text: string): Promise<Result<void, string>>;
  /** Writes over its bytes and takes it away. What a disk or a backup keeps of them is beyond any program. */
  remove(path: string): Promise<Result<void, string>>;
}

/** Where this person's programs keep things. */
export interface PersonPlaces {
  readonly home: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The vault's own folder. */
  readonly vault: string;
}

/**
 * Tells of files that were written below a folder, until it is ended. Changes close together are told together; where too many were to be
 * told one by one, or nobody knows which, none is named and the folder is meant.
 */
export type WatchFolder = (folder: string, changed: (files: readonly string[]) => void) => End;

/** What lies on this machine outside the vault. */
export interface Elsewhere {
  readonly scanner: Scanner;
  readonly files: PlainFiles;
  readonly places: PersonPlaces;
  readonly watch: WatchFolder;
}
