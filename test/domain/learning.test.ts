import { describe, expect, test } from 'vitest';
import { kindOfPath } from '../../main/domain/broker-rules.ts';
import { isKnown, withCall, withUse } from '../../main/domain/learning.ts';
import type { LendingBook } from '../../main/domain/lending-ports.ts';
import { useWords, type Borrower } from '../../shared/lease.ts';
import { tokenId } from '../../shared/token.ts';
import { at, MINUTE, T0 } from '../support/tokens.ts';

const token = tokenId('ci');
const empty: LendingBook = { grants: [], leases: [], uses: [], calls: [] };
const by = (tool: string, facts: Partial<Borrower> = {}): Borrower => ({
  tool,
  program: 'tokenkeep',
  pid: 1,
  folder: '/home/me/site',
  ...facts,
});

describe('a tool that was seen', () => {
  test('is one, however often it comes, with its first time and its last', () => {
    const twice = withUse(withUse(empty, token, by('deploy'), T0), token, by('deploy'), at(MINUTE));
    expect(twice.uses).toMatchObject([{ tool: 'deploy', firstAt: T0, lastAt: at(MINUTE) }]);
  });

  test('in another folder of the same repository is the same', () => {
    const book = withUse(empty, token, by('deploy', { repo: '/home/me/site' }), T0);
    const deeper = by('deploy', { folder: '/home/me/site/lib', repo: '/home/me/site' });
    expect(isKnown(book, token, deeper, at(1))).toBe(true);
    expect(isKnown(book, token, by('deploy', { folder: '/home/me/other' }), at(1))).toBe(false);
  });

  test('a moment ago is not written down again, and by a clock that was set back is', () => {
    const book = withUse(empty, token, by('deploy'), T0);
    expect(isKnown(book, token, by('deploy'), at(MINUTE - 1))).toBe(true);
    expect(isKnown(book, token, by('deploy'), at(MINUTE))).toBe(false);
    expect(isKnown(book, token, by('deploy'), at(-1))).toBe(false);
  });

  test('last stays, and the oldest give way, of each token for itself', () => {
    let book = withUse(empty, tokenId('other'), by('first'), T0);
    for (let n = 0; n < 100; n += 1) book = withUse(book, token, by(`tool-${n}`), at(n));
    const own = book.uses.filter((use) => use.token === token);
    expect(own).toHaveLength(40);
    expect(own[0]?.tool).toBe('tool-99');
    expect(book.uses.some((use) => use.tool === 'first')).toBe(true);
  });

  test('is told by its name, its host and its place', () => {
    const facts = { tool: 'git', folder: '/home/me/site/lib', repo: '/home/me/site', host: 'github.com' };
    expect(useWords(facts)).toBe('git at github.com in /home/me/site');
    expect(useWords({ tool: 'deploy', folder: '' })).toBe('deploy');
  });
});

test('calls that differ in names and numbers alone count as one', () => {
  let book = empty;
  for (const path of ['/repos/Me/Site/issues/1', '/repos/Me/Other/issues/22']) {
    const call = { token, method: 'GET', path: kindOfPath(path, []), status: 200, lastAt: T0 };
    book = withCall(book, call);
  }
  expect(book.calls).toMatchObject([{ path: '/repos/*/*/issues/*', count: 2 }]);
});

test('what a path is called in the book holds nothing that could be a value', () => {
  const value = 'x7'.repeat(20);
  expect(kindOfPath(`/hooks/${value}/run`, [])).toBe('/hooks/*/run');
  expect(kindOfPath('/api/v4/projects/42/merge_requests', [])).toBe('/api/v4/projects/*/merge_requests');
  expect(kindOfPath('/repos/My-Site', ['My-Site'])).toBe('/repos/My-Site');
});
