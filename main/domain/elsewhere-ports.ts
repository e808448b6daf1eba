import type { ImportHindrance } from '../../shared/failure-finding.ts';
import type { Result } from '../../shared/result.ts';
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

/** Files that are not the vault's own. */
export interface PlainFiles {
  read(path: string, most: number): Promise<Result<PlainFile, ReadHindrance>>;
  /**
   * Puts another content in its place, whole or not at all, with its mode kept. Answers why not: `changed` where it no longer holds what was
   * expected, else the system's own word.
   */
  replace(path: string, expected: Uint8Array, next: Uint8Array): Promise<Result<void, string>>;
  /** Names in a folder, sorted; none where it cannot be read. */
  names(folder: string): Promise<readonly string[]>;
  /** A new file for this user alone. Answers the system's own word where it cannot be made. */
  create(path: string, text: string): Promise<Result<void, string>>;
}

/** Where this person's programs keep things. */
export interface PersonPlaces {
  readonly home: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The vault's own folder. */
  readonly vault: string;
}

/** What lies on this machine outside the vault. */
export interface Elsewhere {
  readonly scanner: Scanner;
  readonly files: PlainFiles;
  readonly places: PersonPlaces;
}
