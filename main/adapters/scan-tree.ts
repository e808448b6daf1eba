import path from 'node:path';
import type { FindingFailure } from '../../shared/failure-finding.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { SearchEnd } from '../domain/scan-ports.ts';
import { startSearch, type Hit } from './ripgrep.ts';
import { expressionsOf } from './scan-traces.ts';
import { startWork } from './scan-work.ts';
import { afterAll, createSkips, sightsOf, type SearchNeeds } from './search-needs.ts';
import { shownName } from './shown-name.ts';
import { startStreamSearch, type StreamHit, type StreamSearch } from './stream-search.ts';

interface Origin {
  readonly file: string;
  readonly entry: string;
}

/** The files below a folder, or one file: the engine goes through them while a thread opens what is packed. */
export async function searchTree(
  root: string,
  { program, traces, most, hooks }: SearchNeeds,
): Promise<Result<SearchEnd, FindingFailure>> {
  const expressions = expressionsOf(traces);
  if (expressions.length === 0) return succeeded({ files: 0, skipped: [], cut: false });
  const skips = createSkips();
  let isCut = false;
  let packed: StreamSearch<Origin> | undefined;

  const search = startSearch({
    program,
    expressions,
    root,
    hear: (hits) => hooks.hear(hits.flatMap((hit) => sightsOf(hit.text, placeOf(hit), traces))),
    complain: ({ file }) => skips.add(file, 'unreadable'),
  });
  const work = startWork(root, {
    files: hooks.progress,
    skipped: (place, why) => skips.add(place, why),
    async entries(entries) {
      packed ??= startStreamSearch({ program, expressions, hear: hearPacked });
      for (const { file, entry, bytes } of entries) await packed.put({ file, entry }, bytes);
    },
  });

  function hearPacked(hits: readonly StreamHit<Origin>[]): Promise<void> {
    return hooks.hear(
      hits.flatMap(({ from, line, column, text }) =>
        sightsOf(text, { file: from.file, line, column, ...(from.entry === '' ? {} : { entry: from.entry }) }, traces),
      ),
    );
  }

  function stop(): void {
    isCut = true;
    search.child.kill('SIGKILL');
    work.stop();
    packed?.stop();
  }

  hooks.started(stop);
  const inTime = afterAll(most, () => {
    skips.add(shownName(Buffer.from(root)), 'no-time');
    stop();
  });
  const [went, files] = await Promise.all([search.ended, work.ended]);
  const wentPacked = (await packed?.end()) ?? true;
  inTime();
  if (!isCut && !(went && wentPacked)) return failed({ code: 'scan-impossible', place: root, why: 'engine-broke' });
  return succeeded({ files: files ?? 0, skipped: skips.list(), cut: isCut });
}

const placeOf = ({ file, line, column }: Hit) => ({
  file: shownName(path.sep === '/' ? file : Buffer.from(path.normalize(file.toString('utf8')))),
  line,
  column,
});
