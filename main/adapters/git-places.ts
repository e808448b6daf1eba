import { shownName } from './shown-name.ts';
import { askGit, type GitPlace } from './git-call.ts';

/** Names of the files that objects are the contents of, as far as something still leads to them. */
export async function namesOfObjects(
  place: GitPlace,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (wanted.size === 0) return names;
  const listed = await askGit(place, ['rev-list', '--objects', '--all', '--reflog']);
  if (listed.kind !== 'answered') return names;
  for (let at = 0; at < listed.bytes.length;) {
    const end = endOf(listed.bytes, at);
    const gap = listed.bytes.indexOf(0x20, at);
    if (gap !== -1 && gap < end) {
      const id = listed.bytes.toString('latin1', at, gap);
      if (wanted.has(id) && !names.has(id)) names.set(id, shownName(listed.bytes.subarray(gap + 1, end)));
    }
    at = end + 1;
  }
  return names;
}

const endOf = (bytes: Buffer, at: number): number => {
  const end = bytes.indexOf(0x0a, at);
  return end === -1 ? bytes.length : end;
};

/** The first commit that has an object; undefined where none does. Stashes are commits too, with several parents. */
export async function commitWith(place: GitPlace, id: string): Promise<string | undefined> {
  const found = await askGit(place, [
    'log',
    '--all',
    '--reflog',
    '-m',
    '--no-textconv',
    '--no-ext-diff',
    '--reverse',
    `--find-object=${id}`,
    '--format=%H',
  ]);
  return found.kind === 'answered' ? /^[0-9a-f]{40,64}/m.exec(found.bytes.toString('latin1'))?.[0] : undefined;
}

export interface Staged {
  readonly id: string;
  readonly file: string;
}

/** What differs from the last commit, as it would be committed. */
export async function stagedOf(place: GitPlace): Promise<readonly Staged[] | undefined> {
  const told = await askGit(place, ['diff', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff']);
  if (told.kind !== 'answered') return undefined;
  const staged: Staged[] = [];
  let at = 0;
  for (;;) {
    const facts = told.bytes.indexOf(0, at);
    const name = facts === -1 ? -1 : told.bytes.indexOf(0, facts + 1);
    if (name === -1) return staged;
    const [, mode = '', , id = '', status = ''] = told.bytes.toString('latin1', at, facts).slice(1).split(' ');
    // A link's target and another repository's commit are no contents of a file.
    const isFile = mode.startsWith('100') && status !== 'D';
    if (isFile) staged.push({ id, file: shownName(told.bytes.subarray(facts + 1, name)) });
    at = name + 1;
  }
}
