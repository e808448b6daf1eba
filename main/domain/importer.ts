import type { ImportKind, ImportNote } from '../../shared/commands/import.ts';
import type { ImportHindrance } from '../../shared/failure-finding.ts';
import type { Login } from '../../shared/login.ts';
import type { Result } from '../../shared/result.ts';
import type { PlainFile } from './elsewhere-ports.ts';
import type { Secret } from './secret.ts';

/** One value in another program's file, and what stands beside it. */
export interface ImportedEntry {
  /** As it is called there: a variable, a title, a host. */
  readonly name: string;
  readonly value: Secret;
  /** What stands in the file in place of the value, where that is not the value itself. */
  readonly written?: Secret | undefined;
  /** The host that it is for, as the program knows it. */
  readonly host?: string | undefined;
  readonly user?: string | undefined;
  /** Where its program would ask us for it, if it were told to. */
  readonly login?: Login | undefined;
  /** Further parts of the credential, by the keys that providers give them. */
  readonly fields?: Readonly<Record<string, Secret>> | undefined;
  readonly line?: number | undefined;
  readonly notes?: readonly ImportNote[] | undefined;
}

/** What a person says about a file that does not say it itself. */
export interface ImportHow {
  readonly passphrase?: Secret | undefined;
  readonly columns?: { readonly name: string; readonly value: string } | undefined;
}

export type ImportRead = Result<readonly ImportedEntry[], ImportHindrance>;

/** Reads values out of one kind of file. Nothing is ever written by it. */
export interface Importer {
  readonly kind: ImportKind;
  /** Whose tokens the program keeps, where it keeps those of one issuer alone. */
  readonly provider?: string | undefined;
  /** What may stand in place of a value that was taken out, so that the file can still be read; undefined: a word that says so. */
  readonly instead?: string | undefined;
  /** By name and content; the first that fits reads the file. */
  fits(file: PlainFile): boolean;
  read(file: PlainFile, how: ImportHow): ImportRead | Promise<ImportRead>;
  /** Of a table: its headings, in small letters. */
  columns?(file: PlainFile): readonly string[];
}

/** A file in which a program keeps tokens. */
export interface KnownPlace {
  /** What keeps it, in words. */
  readonly keeper: string;
  readonly path: string;
  /** How it is read; undefined: as any text, for what has the shape of a token. */
  readonly kind?: ImportKind | undefined;
}
