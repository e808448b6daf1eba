import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeTeamFolder, openTeamFolder } from '../../main/adapters/team-folder.ts';
import { days, minutes } from '../../shared/time.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { T0 } from '../support/tokens.ts';
import { aPerson, good, type Person } from './a-team.ts';

const value = (fill: string): string => `ghp_${fill.repeat(36)}`;

/** Two machines with a folder each, which something brings together now and then. */
async function twoFolders() {
  const root = mkdtempSync(join(tmpdir(), 'tokenkeep-synced-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const clock = createFakeClock(T0);
  const folders = { kim: join(root, 'kim'), robin: join(root, 'robin') };
  for (const folder of Object.values(folders)) await makeTeamFolder(folder);
  const person = (name: 'kim' | 'robin'): Person =>
    aPerson(name, clock, () => openTeamFolder({ folder: folders[name], machine: name, clock, handOver: minutes(2) }));
  const seen = new Map<string, ReadonlySet<string>>();

  /** What one made the other gets, and what one has put away goes from the other. */
  function sync(): void {
    for (const part of ['records', 'leases', 'seats']) {
      const [one, other] = [join(folders.kim, part), join(folders.robin, part)];
      const [ours, theirs] = [new Set(readdirSync(one)), new Set(readdirSync(other))];
      const before = seen.get(part) ?? new Set<string>();
      for (const name of before) {
        if (!ours.has(name) || !theirs.has(name))
          for (const at of [one, other]) rmSync(join(at, name), { force: true });
      }
      cpSync(one, other, { recursive: true });
      cpSync(other, one, { recursive: true });
      seen.set(part, new Set(readdirSync(one)));
    }
  }

  const [kim, robin] = [person('kim'), person('robin')];
  good(await kim.sharing.create({ name: 'platform', person: 'kim', place: { kind: 'folder', path: folders.kim } }));
  const asked = { name: 'robin', role: 'user', for: days(2), replaces: undefined } as const;
  const code = good(await kim.sharing.members.invite(undefined, asked));
  sync();
  const place = { kind: 'folder', path: folders.robin } as const;
  const { phrase = '' } = good(await robin.sharing.join({ code, person: 'robin', place }));
  sync();
  await kim.sync();
  good(await kim.sharing.members.confirm(undefined, 'robin', phrase));
  await kim.keep('github-ci', value('0'));
  good(await kim.sharing.tokens.share('github-ci', undefined, 'all'));
  sync();
  await robin.sync();
  expect(await robin.valueOf('github-ci')).toBe(value('0'));
  return { clock, folders, kim, robin, sync };
}

/** Until both have what both have done. */
async function settle(world: Awaited<ReturnType<typeof twoFolders>>): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    world.sync();
    await world.kim.sync();
    await world.robin.sync();
    await world.clock.advance(minutes(10), async () => undefined);
  }
  world.sync();
}

test('facts that two changed apart from each other are both there when the folders have met', async () => {
  const world = await twoFolders();
  const { kim, robin } = world;
  const id = kim.tokenNamed('github-ci')?.id;
  if (id === undefined) return;
  await kim.catalog.change(id, (token) => ({ ...token, owner: 'Kim', consumers: ['build'] }));
  await robin.catalog.change(id, (token) => ({ ...token, environment: 'production', consumers: ['deploy'] }));
  await kim.sync();
  await robin.sync();
  await settle(world);
  for (const person of [kim, robin]) {
    expect(person.tokenNamed('github-ci')).toMatchObject({ owner: 'Kim', environment: 'production' });
    expect([...(person.tokenNamed('github-ci')?.consumers ?? [])].sort()).toEqual(['build', 'deploy']);
  }
});

test('two values that were made apart from each other are both kept, the same one counts for both, and both are told', async () => {
  const world = await twoFolders();
  const { kim, robin, clock } = world;
  await kim.renew('github-ci', value('1'));
  await kim.sync();
  // Its turn comes when the other machine was silent for long enough.
  await clock.advance(minutes(10), async () => undefined);
  await robin.renew('github-ci', value('2'));
  await robin.sync();
  await clock.advance(minutes(10), async () => undefined);
  await robin.sync();
  await settle(world);
  expect([value('1'), value('2')]).toContain(await kim.valueOf('github-ci'));
  expect(await robin.valueOf('github-ci')).toBe(await kim.valueOf('github-ci'));
  const views = [await kim.sync(), await robin.sync()];
  for (const view of views) expect(view.tokens).toMatchObject([{ conflict: true }]);
  expect(views.flatMap(({ changes }) => changes.map(({ what }) => what))).toContain('conflict');
});

test('managers who invited apart from each other have both invitations when the folders have met', async () => {
  const world = await twoFolders();
  const { kim, robin, sync } = world;
  good(await kim.sharing.members.setRole(undefined, 'robin', 'manager'));
  sync();
  await robin.sync();
  const asked = { role: 'user', for: days(2), replaces: undefined } as const;
  good(await kim.sharing.members.invite(undefined, { ...asked, name: 'by-kim' }));
  good(await robin.sharing.members.invite(undefined, { ...asked, name: 'by-robin' }));
  await settle(world);
  for (const person of [kim, robin]) {
    const { invitations, troubles } = await person.sync();
    expect(invitations.map(({ name }) => name).sort()).toEqual(['by-kim', 'by-robin']);
    expect(troubles).toEqual([]);
  }
});

test('a folder that is a git checkout merges without a conflict of its own', async () => {
  const { kim, robin, folders } = await twoFolders();
  const git = (folder: string, ...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, stdio: 'pipe' });
  const commit = (folder: string, words: string) => {
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', words);
  };
  git(folders.kim, 'init', '-q', '-b', 'main');
  commit(folders.kim, 'base');
  rmSync(folders.robin, { recursive: true });
  execFileSync('git', ['clone', '-q', folders.kim, folders.robin], { stdio: 'pipe' });
  const id = kim.tokenNamed('github-ci')?.id;
  if (id === undefined) return;
  await kim.catalog.change(id, (token) => ({ ...token, owner: 'Kim' }));
  await robin.catalog.change(id, (token) => ({ ...token, environment: 'production' }));
  await kim.sync();
  await robin.sync();
  commit(folders.kim, 'kim');
  commit(folders.robin, 'robin');
  git(folders.robin, 'pull', '-q', '--no-rebase', '--no-edit', folders.kim, 'main');
  await robin.sync();
  expect(robin.tokenNamed('github-ci')).toMatchObject({ owner: 'Kim', environment: 'production' });
});
