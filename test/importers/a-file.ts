import type { PlainFile } from '../../main/domain/elsewhere-ports.ts';
import type { ImportedEntry, ImportHow } from '../../main/domain/importer.ts';
import { importers } from '../../main/importers/registry.ts';
import type { ImportKind } from '../../shared/commands/import.ts';

/** A file as the importers are given it. */
export function aFile(path: string, content: string | Uint8Array): PlainFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const text = typeof content === 'string' ? content : undefined;
  return { path, bytes, text, mode: 0o600, isMine: true };
}

export const kindOfFile = (file: PlainFile): ImportKind | undefined => importers.find((each) => each.fits(file))?.kind;

export type Plain = Omit<ImportedEntry, 'value' | 'written' | 'fields'> & { readonly value: string };

/** What the importer that fits makes of a file, with the values laid open. */
export async function readFile(file: PlainFile, how: ImportHow = {}): Promise<readonly Plain[] | string> {
  const importer = importers.find((each) => each.fits(file));
  if (importer === undefined) return 'unknown-kind';
  const read = await importer.read(file, how);
  if (!read.ok) return read.failure;
  return read.value.map(({ value, written: _written, fields: _fields, ...entry }) => ({
    ...entry,
    value: value.use((text) => text),
  }));
}

export const mapOf = (entries: readonly Plain[] | string): Readonly<Record<string, string>> =>
  typeof entries === 'string'
    ? { failure: entries }
    : Object.fromEntries(entries.map(({ name, value }) => [name, value]));
