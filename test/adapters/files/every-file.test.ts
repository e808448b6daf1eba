import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hours, later } from '../../../shared/time.ts';
import { openAddingVault, valueOf } from './adding-vault.ts';
import { startChild } from './child.ts';
import { aHome } from './home-folder.ts';

const LABELS = ['t0', 't1', 't2', 't3'];
const FILES = ['catalog', 'settings', 'memory', 'journal', 'lending'] as const;
/** Of these a vault without them would be one that forgot tokens, or might send something twice. */
const NEEDED: readonly string[] = ['catalog', 'journal'];

const made = mkdtempSync(join(tmpdir(), 'tokenkeep-every-'));
afterAll(() => rmSync(made, { recursive: true, force: true }));

/** Once: a vault with all its files, each written several times. */
beforeAll(async () => {
  const opened = openAddingVault(made);
  if (!opened.ok) throw new Error(opened.failure.code);
  const { vault, ports, end } = opened.value;
  await vault.start();
  for (const label of LABELS) {
    const pasted = { kind: 'value', text: valueOf(label), exact: false, confirmed: false } as const;
    const added = await vault.handlers.add({ label, pasted });
    if (!added.ok) throw new Error(added.failure.code);
  }
  for (const value of ['1h', '2h', '3h']) await vault.handlers.set({ key: 'checkEvery', value });
  for (let n = 1; n <= 3; n += 1) {
    await vault.handlers.pause({ until: later(ports.clock.now(), hours(n)) });
    await ports.lendingBook.change((book) => ({ ...book, calls: [] }));
    const [token] = vault.snapshot().tokens;
    const entry = { id: `j${n}`, act: 'rotate', step: 'intent', at: ports.clock.now(), generation: 1 } as const;
    if (token !== undefined) await ports.journal.put({ ...entry, token: token.token.id });
  }
  for (let n = 1; n <= 3; n += 1) await ports.journal.close(`j${n}`);
  await end();
});

type Harm = (path: string) => void;
const bytesWith =
  (change: (good: Buffer) => Buffer): Harm =>
  (path) =>
    writeFileSync(path, change(readFileSync(path)));
const flipped = (good: Buffer): Buffer => {
  const bad = Buffer.from(good);
  const at = Math.floor(good.length / 2);
  bad.writeUInt8(bad.readUInt8(at) ^ 0x02, at);
  return bad;
};

const HARMS: Readonly<Record<string, Harm>> = {
  emptied: (path) => writeFileSync(path, ''),
  'cut in half': bytesWith((good) => good.subarray(0, good.length / 2)),
  'changed in one byte': bytesWith(flipped),
  'given rubbish at its end': bytesWith((good) => Buffer.concat([good, Buffer.from('rubbish')])),
  'filled with NULs': bytesWith((good) => Buffer.alloc(good.length)),
  'written as bare JSON': (path) => writeFileSync(path, '{"tokens":[],"pending":[]}'),
  'replaced by a folder'(path) {
    rmSync(path);
    mkdirSync(path);
  },
  deleted: (path) => rmSync(path),
};

function damagedHome(): string {
  const home = aHome();
  cpSync(made, home, { recursive: true });
  return home;
}

const pathIn = (home: string, name: string): string => join(home, `${name}.json`);

describe.each(FILES)('of a vault the file %s', (name) => {
  test.each(Object.entries(HARMS))(
    'was %s: it starts with all tokens, names the damage, and keeps the file',
    async (how, harm) => {
      const home = damagedHome();
      harm(pathIn(home, name));
      const before =
        existsSync(pathIn(home, name)) && statSync(pathIn(home, name)).isFile()
          ? readFileSync(pathIn(home, name))
          : undefined;
      const opened = openAddingVault(home);
      if (!opened.ok) throw new Error(opened.failure.code);
      const { vault, end } = opened.value;
      const { tokens, troubles } = vault.snapshot();
      const labels = tokens.map(({ token }) => token.label);
      expect(labels).toEqual(LABELS);
      expect(troubles).toEqual([{ code: 'file-damaged', file: `${name}.json` }]);
      await end();
      const aside = readdirSync(home).filter((each) => each.startsWith(`${name}.damaged-`));
      expect(aside.length).toBe(how === 'deleted' ? 0 : 1);
      for (const each of before === undefined ? [] : aside)
        expect(readFileSync(join(home, each)).equals(before ?? Buffer.alloc(0))).toBe(true);
    },
  );

  test.each(Object.entries(HARMS))(
    'was %s, and all copies of it: it never starts as if it were empty',
    async (_, harm) => {
      const home = damagedHome();
      const copies = readdirSync(home).filter((each) => new RegExp(`^${name}(\\.\\d)?\\.json$`).test(each));
      for (const copy of copies) harm(join(home, copy));
      const opened = openAddingVault(home);
      const told = opened.ok ? opened.value.vault.snapshot() : undefined;
      if (opened.ok) await opened.value.end();
      const lost = { code: 'file-lost', file: `${name}.json` };
      expect(opened.ok ? 'opened' : opened.failure).toEqual(NEEDED.includes(name) ? lost : 'opened');
      expect(told?.tokens.map(({ token }) => token.label)).toEqual(NEEDED.includes(name) ? undefined : LABELS);
    },
  );

  test('was put back to an older copy: it starts with what was then', async () => {
    const home = damagedHome();
    cpSync(join(home, `${name}.1.json`), pathIn(home, name));
    const opened = openAddingVault(home);
    if (!opened.ok) throw new Error(opened.failure.code);
    expect(opened.value.vault.snapshot().tokens.length).toBeGreaterThanOrEqual(3);
    await opened.value.end();
  });
});

// Root may read anything, so another user tries.
test.runIf(process.getuid?.() === 0 && process.platform === 'linux').each([...FILES])(
  'a vault whose %s may not be read does not start, and changes nothing',
  async (name) => {
    const home = damagedHome();
    chmodSync(pathIn(home, name), 0o000);
    execFileSync('chown', ['-R', '65534:65534', home]);
    const names = readdirSync(home);
    const child = startChild('open', home, '65534');
    await child.ended();
    expect(child.said()).toEqual([`file-unreadable ${name}.json EACCES`]);
    expect(readdirSync(home)).toEqual(names);
  },
);
