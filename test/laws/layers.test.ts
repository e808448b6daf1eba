import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** Who may import whom. A room that is not here does not exist; change it only with a sentence of reason. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  'main/domain': ['shared'],
  'main/services': ['shared', 'main/domain'],
  'main/providers': ['shared', 'main/domain'],
  'main/importers': ['shared', 'main/domain'],
  'main/adapters': ['shared', 'main/domain'],
  'main/electron': ['shared', 'main/domain'],
  'main/preload': ['shared'],
  'main/cli': ['shared'],
  'main/vault': ['shared', 'main/domain', 'main/services', 'main/providers', 'main/importers'],
  'main/headless': ['shared', 'main/domain', 'main/adapters', 'main/vault'],
  'main/index': ['shared', 'main/domain', 'main/adapters', 'main/electron', 'main/vault'],
  renderer: ['shared'],
};

interface Room {
  readonly name: string;
  readonly config: string;
  readonly references: readonly string[];
  /** What other rooms would import. */
  readonly door: string;
  /** What would import other rooms: another file, for an import brings all that its target imports. */
  readonly planted: string;
}

interface Config {
  readonly include?: readonly string[];
  readonly references: readonly { readonly path: string }[];
}

const repository = resolve(import.meta.dirname, '../..');
const rooms = referencesOf('tsconfig.json')
  .map(roomAt)
  .filter(({ name }) => name !== 'test' && name !== 'build');

let tree: string;
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'tokenkeep-layers-'));
});
afterEach(() => {
  rmSync(tree, { recursive: true, force: true });
});

test('no room is promised more than the table of arrows allows', () => {
  for (const room of rooms) {
    expect(Object.keys(arrows)).toContain(room.name);
    expect(arrows[room.name], `${room.name} references only what it may`).toEqual(
      expect.arrayContaining([...room.references]),
    );
  }
});

test('the compiler refuses every import between rooms that no chain of arrows leads to, and no other', async () => {
  plantTree((from) => {
    const others = rooms.filter((to) => to !== from);
    return others.map(
      (to) => `import { here as from_${word(to)} } from '${specifier(from.planted, to.door)}';\nvoid from_${word(to)};`,
    );
  });
  const refused = await compile();
  const forbidden = rooms.flatMap((from) =>
    rooms.filter((to) => to !== from && !reachOf(from).has(to.name)).map((to) => `${from.planted} → ${to.door}`),
  );
  expect(
    refused
      .filter((error) => error.code === 'TS6307')
      .map((error) => `${error.file} → ${error.about}`)
      .sort(),
  ).toEqual(forbidden.sort());
});

test('what is drawn, stored or sent cannot name a secret', async () => {
  plantTree((from) =>
    from.name === 'shared' ? [`import { here as secret } from '../main/domain/secret.ts';\nvoid secret;`] : [],
  );
  plant('main/domain/secret.ts', []);
  expect(await compile()).toContainEqual({
    file: 'shared/planted-in-shared.ts',
    code: 'TS6307',
    about: 'main/domain/secret.ts',
  });
});

test('shared, domain, services and providers see no Node, no window and no timers', async () => {
  const plain = ['main/domain', 'main/providers', 'main/services', 'shared'];
  const reach = ['void process;', 'void document;', 'void setTimeout;', "import 'node:fs';"];
  plantTree((from) => (plain.includes(from.name) ? reach : []));
  const refused = (await compile()).map(({ file, code }) => `${dirname(file)} ${code}`);
  const codes = ['TS2304', 'TS2584', 'TS2591', 'TS2882'];
  expect(refused.sort()).toEqual(plain.flatMap((room) => codes.map((code) => `${room} ${code}`)));
});

/** The real configurations over rooms of two small files each, so that work under way elsewhere in the tree plays no part. */
function plantTree(body: (room: Room) => readonly string[]): void {
  const root: Config = JSON.parse(readFileSync(join(repository, 'tsconfig.json'), 'utf8'));
  const references = rooms.map((room) => ({ path: room.config }));
  write('tsconfig.json', JSON.stringify({ ...root, references }));
  symlinkSync(join(repository, 'node_modules'), join(tree, 'node_modules'));
  for (const room of rooms) {
    const config = configAt(room.config);
    const planted = relative(dirname(room.config), room.planted);
    write(room.config, JSON.stringify({ ...config, include: [...(config.include ?? []), planted] }));
    plant(room.door, []);
    plant(room.planted, body(room));
  }
}

function plant(file: string, body: readonly string[]): void {
  write(file, [...body, 'export const here = true;', ''].join('\n'));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

interface Refusal {
  readonly file: string;
  readonly code: string;
  /** The file that the error is about, if any, as seen from the top of the tree. */
  readonly about: string | undefined;
}

function compile(): Promise<readonly Refusal[]> {
  const tsc = join(repository, 'node_modules', '.bin', 'tsc');
  return new Promise((done) => {
    execFile(tsc, ['-b', '--pretty', 'false'], { cwd: tree }, (_error, stdout) => {
      done(
        [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+): (.*)$/gm)].map(
          ([, file = '', code = '', said = '']) => {
            const about = /'(\/[^']+)'/.exec(said)?.[1];
            return { file, code, about: about === undefined ? undefined : relative(tree, about) };
          },
        ),
      );
    });
  });
}

function referencesOf(config: string): readonly string[] {
  return configAt(config).references.map(({ path }) =>
    relative(repository, resolve(repository, dirname(config), path)),
  );
}

function roomAt(reference: string): Room {
  const config = reference.endsWith('.json') ? reference : join(reference, 'tsconfig.json');
  const name = nameOf(reference);
  const [first = '.'] = configAt(config).include ?? [];
  const door = first === '.' ? join(name, 'door.ts') : join(dirname(config), first);
  const planted = join(dirname(door), `planted-in-${basename(name)}.ts`);
  return { name, config, references: referencesOf(config).map(nameOf), door, planted };
}

/** The compiler follows references to their end: who composes from the vault may name what the vault is made of. */
function reachOf(room: Room): ReadonlySet<string> {
  const direct = rooms.filter(({ name }) => room.references.includes(name));
  return new Set(direct.flatMap((next) => [next.name, ...reachOf(next)]));
}

/** `main/tsconfig.vault.json` is the room `main/vault`. */
function nameOf(reference: string): string {
  const single = /^tsconfig\.(\w+)\.json$/.exec(basename(reference))?.[1];
  return single === undefined ? reference : join(dirname(reference), single);
}

function configAt(path: string): Config {
  return JSON.parse(readFileSync(join(repository, path), 'utf8'));
}

function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function word(room: Room): string {
  return room.name.replace('/', '_');
}
