import type { SightPlace } from '../../shared/commands/scan.ts';
import type { FindingFailure } from '../../shared/failure-finding.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { SearchEnd } from '../domain/scan-ports.ts';
import type { GitPlace } from './git-call.ts';
import { listObjects, readObjects } from './git-objects.ts';
import { commitWith, namesOfObjects, stagedOf } from './git-places.ts';
import { expressionsOf } from './scan-traces.ts';
import { afterAll, createSkips, sightsOf, type SearchNeeds } from './search-needs.ts';
import { startStreamSearch, type StreamHit } from './stream-search.ts';

/** Larger objects are named and left. */
const MOST_OBJECT_BYTES = 64 * 1_048_576;
/** So many objects with hits are led back to a commit; asking git takes a while for each. */
const MOST_COMMITS = 50;
const TELL_EVERY = 500;

/** Commits, tags and contents of files, whatever still leads to them: branches, stashes, the reflog, or nothing at all. */
export async function searchHistory(place: GitPlace, needs: SearchNeeds): Promise<Result<SearchEnd, FindingFailure>> {
  const objects = await listObjects(place);
  if (objects === undefined) return failed({ code: 'scan-impossible', place: place.root, why: 'not-a-repository' });
  const skips = createSkips();
  const told = objects.filter(({ type }) => type !== 'tree');
  for (const { id, size } of told) if (size > MOST_OBJECT_BYTES) skips.add(`object ${id}`, 'too-large');
  const ids = told.filter(({ size }) => size <= MOST_OBJECT_BYTES).map(({ id }) => id);
  const messages = new Set(told.filter(({ type }) => type !== 'blob').map(({ id }) => id));
  const hits: StreamHit<string>[] = [];
  const searched = await searchContents(place, ids, needs, async (found) => void hits.push(...found));
  if (searched === undefined) return failed({ code: 'scan-impossible', place: place.root, why: 'engine-broke' });
  if (searched.cut) skips.add(`the history of ${place.root}`, 'no-time');
  await hearLed(place, hits, messages, needs);
  return succeeded({ files: ids.length, skipped: skips.list(), cut: searched.cut });
}

/** Nobody knows a blob by its digest: said is the file that it was, and the commit that brought it. */
async function hearLed(
  place: GitPlace,
  hits: readonly StreamHit<string>[],
  messages: ReadonlySet<string>,
  { traces, hooks }: SearchNeeds,
): Promise<void> {
  const ids = new Set(hits.map(({ from }) => from));
  const names = await namesOfObjects(place, ids);
  const commits = new Map<string, string | undefined>();
  for (const id of [...ids].slice(0, MOST_COMMITS))
    commits.set(id, messages.has(id) ? id : await commitWith(place, id));
  await hooks.hear(
    hits.flatMap(({ from: id, line, column, text }) => {
      const commit = commits.get(id);
      const file = names.get(id) ?? (messages.has(id) ? 'a message' : 'contents that no commit has');
      const where: SightPlace = { file, line, column, object: id, ...(commit === undefined ? {} : { commit }) };
      return sightsOf(text, where, traces);
    }),
  );
}

/** What the next commit would add, not what lies in the work tree. */
export async function searchStaged(place: GitPlace, needs: SearchNeeds): Promise<Result<SearchEnd, FindingFailure>> {
  const staged = await stagedOf(place);
  if (staged === undefined) return failed({ code: 'scan-impossible', place: place.root, why: 'not-a-repository' });
  const files = new Map(staged.map(({ id, file }) => [id, file]));
  const searched = await searchContents(place, [...files.keys()], needs, (hits) =>
    needs.hooks.hear(
      hits.flatMap(({ from, line, column, text }) =>
        sightsOf(text, { file: files.get(from) ?? from, line, column, object: from }, needs.traces),
      ),
    ),
  );
  if (searched === undefined) return failed({ code: 'scan-impossible', place: place.root, why: 'engine-broke' });
  return succeeded({ files: files.size, skipped: [], cut: searched.cut });
}

async function searchContents(
  place: GitPlace,
  ids: readonly string[],
  { program, traces, most, hooks }: SearchNeeds,
  hear: (hits: readonly StreamHit<string>[]) => Promise<void>,
): Promise<{ readonly cut: boolean } | undefined> {
  const expressions = expressionsOf(traces);
  if (ids.length === 0 || expressions.length === 0) return { cut: false };
  const stream = startStreamSearch<string>({ program, expressions, hear });
  let isCut = false;
  let count = 0;
  const stop = (): void => {
    isCut = true;
    stream.stop();
  };
  hooks.started(stop);
  const inTime = afterAll(most, stop);
  await readObjects(place, ids, async (id, bytes) => {
    await stream.put(id, bytes);
    count += 1;
    if (count % TELL_EVERY === 0) hooks.progress(count);
    return !isCut;
  });
  const went = await stream.end();
  inTime();
  return went || isCut ? { cut: isCut } : undefined;
}
