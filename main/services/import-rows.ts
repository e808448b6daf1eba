import type { ImportRow, ImportVerdict } from '../../shared/commands/import.ts';
import type { KeyringFailure } from '../../shared/failure.ts';
import { MOST_VALUE_CHARACTERS } from '../../shared/limits.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { ImportedEntry } from '../domain/importer.ts';
import type { Registry } from '../domain/provider.ts';
import type { Catalog, Digester } from '../domain/storage-ports.ts';

interface Needs {
  readonly digester: Digester;
  readonly catalog: Catalog;
  readonly registry: Registry;
}

const MOST_NAME = 200;

/** What an import would make of each entry; a value is told from others by its digest alone. */
export async function rowsOf(
  entries: readonly ImportedEntry[],
  { digester, catalog, registry }: Needs,
): Promise<Result<readonly ImportRow[], KeyringFailure>> {
  const judge = createJudge(catalog);
  const rows: ImportRow[] = [];
  for (const [row, entry] of entries.entries()) {
    const digest = await digester.digest(entry.value);
    if (!digest.ok) return digest;
    const name = cleanName(entry.name);
    const length = entry.value.use((text) => text.length);
    const judged = judge(entry, name, length, digest.value);
    const about = { row, name, line: entry.line, length, notes: entry.notes ?? [] };
    rows.push({ ...about, ...guessOf(entry, registry), ...judged });
  }
  return succeeded(rows);
}

type Judged = Pick<ImportRow, 'verdict' | 'with'>;

/** Judges one entry after another: what came before it in the file counts as well as what is kept. */
function createJudge(catalog: Catalog) {
  const kept = new Map(catalog.list().map(({ digest, label }) => [digest, label]));
  const names = new Set(catalog.list().map(({ label }) => label));
  const earlier = new Map<string, string>();
  return (entry: ImportedEntry, name: string, length: number, digest: string): Judged => {
    const own = ownVerdict(entry, name, length);
    if (own !== undefined) return { verdict: own };
    if (kept.has(digest)) return { verdict: 'kept-already', with: kept.get(digest) };
    if (earlier.has(digest)) return { verdict: 'twice', with: earlier.get(digest) };
    if (names.has(name)) return { verdict: 'name-taken', with: name };
    earlier.set(digest, name);
    names.add(name);
    return { verdict: 'new' };
  };
}

/** What only might be something is kept as what it is: unknown. */
function guessOf(
  { value, name, host }: ImportedEntry,
  registry: Registry,
): Pick<ImportRow, 'provider' | 'what' | 'confidence'> {
  const [guess] = value.use((text) => registry.recognise(text, { name, host }));
  return guess === undefined || guess.confidence === 'low'
    ? { provider: 'other', what: 'token', confidence: 'low' }
    : { provider: guess.provider, what: guess.kind, confidence: guess.confidence };
}

/** What stands in the way of an entry by itself, whatever else is kept. */
function ownVerdict({ notes = [] }: ImportedEntry, name: string, length: number): ImportVerdict | undefined {
  if (notes.includes('overruled')) return 'overruled';
  if (length === 0 || length > MOST_VALUE_CHARACTERS) return 'empty';
  return name === '' || notes.includes('bad-name') ? 'bad-name' : undefined;
}

/** A name as a token can have it: one line, without control characters. */
const cleanName = (name: string): string =>
  name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MOST_NAME);
