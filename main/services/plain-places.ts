import { candidatesIn, type Candidate, type Sought } from '../domain/candidate.ts';
import type { Elsewhere, PlainFile } from '../domain/elsewhere-ports.ts';
import type { ImportedEntry, Importer, KnownPlace } from '../domain/importer.ts';
import { isLookalike } from '../domain/lookalike.ts';
import type { Registry } from '../domain/provider.ts';
import { searchShapes } from '../domain/search-shape.ts';
import { Secret } from '../domain/secret.ts';
import { identified } from './identifying.ts';

const MOST_BYTES = 16 * 1_048_576;
/** Names of variables that hold nothing else. */
const SECRET_NAME = /token|secret|passw|api_?key|access_?key|private_?key|credential|_pat$|_auth$/i;

export interface Read {
  readonly place: KnownPlace;
  readonly file: PlainFile;
  readonly entries: readonly ImportedEntry[];
  readonly importer?: Importer | undefined;
}

export interface PlainPlaces {
  /** What is in the places that there are, and in the `.env` files of those folders. */
  read(projects: readonly string[]): Promise<{ readonly found: readonly Read[] }>;
  /** Files of the last look that are there and could not be read. */
  unread(): readonly string[];
}

interface Needs {
  readonly elsewhere: Elsewhere;
  readonly importers: readonly Importer[];
  readonly registry: Registry;
  readonly known: readonly KnownPlace[];
  readonly folders: readonly (KnownPlace & { readonly file: RegExp })[];
}

export function createPlainPlaces({ elsewhere, importers, registry, known, folders }: Needs): PlainPlaces {
  const { files } = elsewhere;
  const sought: Sought = { shapes: searchShapes(registry), lengths: new Map(), bare: new Set() };
  let unread: string[] = [];

  async function placesOf(projects: readonly string[]): Promise<readonly KnownPlace[]> {
    const inFolders = await Promise.all(
      folders.map(async ({ path, file, ...place }) =>
        (await files.names(path))
          .filter((name) => file.test(name))
          .map((name) => ({ ...place, path: `${path}/${name}` })),
      ),
    );
    const inProjects = await Promise.all(
      projects.map(async (folder) =>
        (await files.names(folder))
          .filter((name) => /^\.env(?:\.(?!example|sample|template)[\w.-]+)?$/.test(name))
          .map((name) => ({ keeper: 'a project', path: `${folder}/${name}`, kind: 'dotenv' as const })),
      ),
    );
    return [...known, ...inFolders.flat(), ...inProjects.flat()];
  }

  async function readOne(place: KnownPlace): Promise<Read | undefined> {
    const read = await files.read(place.path, MOST_BYTES);
    if (!read.ok) {
      if (read.failure !== 'absent') unread.push(place.path);
      return undefined;
    }
    const importer = importers.find(({ kind }) => kind === place.kind);
    const entries = importer === undefined ? entriesInText(read.value) : await entriesBy(importer, read.value);
    return entries.length === 0 ? undefined : { place, file: read.value, entries, importer };
  }

  async function entriesBy(importer: Importer, file: PlainFile): Promise<readonly ImportedEntry[]> {
    const read = await importer.read(file, {});
    if (!read.ok) {
      unread.push(file.path);
      return [];
    }
    return read.value.filter((entry) => isWorth(importer, entry));
  }

  /** Not every setting of a project is a secret, and a reference is none. */
  function isWorth({ kind }: Importer, entry: ImportedEntry): boolean {
    if (entry.value.use((text) => text.length) < 8 || (entry.notes ?? []).includes('reference')) return false;
    if (kind !== 'dotenv') return true;
    return SECRET_NAME.test(entry.name) || identified(entry, undefined, registry).isToken;
  }

  /** In a text without a grammar a token is told by its shape alone. */
  function entriesInText({ text = '' }: PlainFile): readonly ImportedEntry[] {
    const entries = text.split('\n').flatMap((words, n) => entriesInLine(words, n + 1));
    const byValue = new Map(entries.map((entry) => [entry.value.use((value) => value), entry]));
    return [...byValue.values()];
  }

  function entriesInLine(words: string, line: number): readonly ImportedEntry[] {
    const runs = words.match(/[A-Za-z0-9_.=+/~:%,-]{12,}/g) ?? [];
    const values = runs.flatMap((run) => candidatesIn(run, sought)).filter(isToken);
    return values.map(({ text: value }) => ({
      name: /([A-Za-z_]\w*)=["']?[^\s"']*$/.exec(words.slice(0, words.indexOf(value)))?.[1] ?? `line ${line}`,
      value: new Secret(value),
      line,
    }));
  }

  return {
    async read(projects) {
      unread = [];
      const read = await Promise.all((await placesOf(projects)).map(readOne));
      return { found: read.filter((each) => each !== undefined) };
    },
    unread: () => unread,
  };
}

function isToken({ text, shape, alone }: Candidate): boolean {
  if (shape === undefined || !alone || !shape.whole.test(text)) return false;
  return !isLookalike(text, shape.starts.find((start) => text.startsWith(start)) ?? '');
}
