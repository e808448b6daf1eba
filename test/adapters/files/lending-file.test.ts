import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLending, type OpenedLending } from '../../../main/adapters/lending-file.ts';
import type { LendingBook } from '../../../main/domain/lending-ports.ts';
import { hours } from '../../../shared/time.ts';
import { tokenId } from '../../../shared/token.ts';
import { at, T0 } from '../../support/tokens.ts';
import { aHome, modeOf, placeIn } from './home-folder.ts';

function bookIn(home: string): OpenedLending {
  const opened = openLending(placeIn(home));
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

const token = tokenId('ci');
const borrower = { tool: 'deploy', program: 'tokenkeep', pid: 7, parent: 'make', folder: '/home/me', repo: '/home/me' };
const whole: LendingBook = {
  grants: [
    { id: 'g-1', token, tool: 'deploy', allows: true, scopes: ['read'], longest: hours(1), since: T0, until: at(5) },
    { id: 'g-2', token, tool: 'other', allows: false, since: T0 },
    { id: 'g-3', token, tool: 'third', allows: true, scopes: [], audience: ['registry'], since: T0, once: true },
  ],
  leases: [
    {
      id: 'l-1',
      token,
      label: 'ci',
      borrower,
      how: 'narrowed',
      scopes: ['read'],
      openedAt: T0,
      endsAt: at(60_000),
      child: { slot: tokenId('lease-l-1'), ends: 'own', expiresAt: at(70_000) },
      ending: { since: at(60_000), misses: 2, notBefore: at(61_000) },
    },
    { id: 'l-2', token, label: 'ci', borrower, how: 'broker', scopes: [], openedAt: T0, endsAt: at(1) },
  ],
  uses: [{ token, tool: 'git', folder: '/home/me', host: 'github.com', firstAt: T0, lastAt: at(1) }],
  calls: [{ token, method: 'GET', path: '/user', status: 200, count: 3, lastAt: at(1) }],
};

describe('the book of what is lent', () => {
  test('is empty at first, and comes back as it was after a restart', async () => {
    const home = aHome();
    const book = bookIn(home);
    expect(book.get()).toEqual({ grants: [], leases: [], uses: [], calls: [] });
    expect((await book.change(() => whole)).ok).toBe(true);
    expect(bookIn(home).get()).toEqual(whole);
    expect(modeOf(join(home, 'lending.json'))).toBe('600');
  });

  test('takes two changes of one moment, and both last', async () => {
    const home = aHome();
    const book = bookIn(home);
    const [grants, leases] = [whole.grants, whole.leases];
    await Promise.all([
      book.change((before) => ({ ...before, grants })),
      book.change((before) => ({ ...before, leases })),
    ]);
    expect(bookIn(home).get()).toMatchObject({ grants, leases });
  });

  test('that is damaged is set aside and said, an older copy serves, and the vault opens', async () => {
    const home = aHome();
    const book = bookIn(home);
    await book.change(() => whole);
    await book.change((before) => ({ ...before, calls: [] }));
    writeFileSync(join(home, 'lending.json'), 'nonsense');
    const next = bookIn(home);
    expect(next.get().leases).toEqual(whole.leases);
    expect(next.troubles()).toMatchObject([{ code: 'file-damaged', file: 'lending.json' }]);
    expect(readdirSync(home).some((name) => name.includes('damaged'))).toBe(true);
  });
});
