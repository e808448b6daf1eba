import type { AuditBreak, AuditLine } from '../../shared/audit.ts';
import { follows, macOf, rootOf, type Link } from './audit-chain.ts';
import type { Mark } from './audit-keys.ts';
import { readLine } from './audit-line.ts';
import { shown } from './audit-recent.ts';
import { segmentsIn, stretchesOf } from './audit-segments.ts';

export interface VerifyAsk {
  readonly place: string;
  readonly key: Buffer;
  /** Places that the log is known to have reached, under its own key. */
  readonly marks: readonly Mark[];
  /** What was appended later is left out. */
  readonly until: number;
}

export interface Verified {
  readonly entries: number;
  readonly breaks: readonly AuditBreak[];
  readonly remarks: readonly AuditLine[];
}

const MOST_BREAKS = 50;
const OWN_ACT = Buffer.from('"act":"audit"');

/** Goes through the whole log, line by line. After a break it goes on, so that what was not touched is told from what was. */
export async function verifyLog(ask: VerifyAsk, onEntries: (count: number) => void): Promise<Verified> {
  const course = createCourse(ask);
  for (const segment of await segmentsIn(ask.place)) {
    let number = 0;
    for await (const { lines, torn } of stretchesOf(ask.place, segment)) {
      for (const line of lines) course.take(line, segment, (number += 1));
      if (torn.length > 0) course.torn(segment, number + 1);
      onEntries(course.at());
    }
  }
  return course.end();
}

interface Course {
  take(line: Buffer, file: string, number: number): void;
  torn(file: string, number: number): void;
  at(): number;
  end(): Verified;
}

/** Told the lines of a log one after another; knows the first place where they are not what was written. */
export function createCourse({ key, marks, until }: Omit<VerifyAsk, 'place'>): Course {
  const breaks: AuditBreak[] = [];
  const remarks: AuditLine[] = [];
  const due = new Map(marks.map((mark) => [mark.n, mark.mac]));
  let last: Link = rootOf(key);
  let entries = 0;

  function note(found: AuditBreak): void {
    if (breaks.length < MOST_BREAKS) breaks.push(found);
  }

  function accept(link: Link, line: Buffer): void {
    last = link;
    if (due.has(link.n) && due.get(link.n) !== link.mac) note({ position: link.n, kind: 'altered' });
    if (line.includes(OWN_ACT))
      remarks.push(...[readLine(line.toString('utf8'))].filter((own) => own !== undefined).map(shown));
  }

  /** A line that does not follow the one before it. */
  function judge(line: Buffer, mac: string | undefined, file: string, number: number): void {
    const next = last.n + 1;
    const told = readLine(line.toString('utf8'));
    if (mac === undefined || told === undefined) return note({ position: next, kind: 'foreign', file, line: number });
    if (told.n < next) return note({ position: told.n, kind: 'misplaced', file, line: number });
    if (told.n === next) note({ position: next, kind: 'altered', file, line: number });
    else note({ position: next, to: told.n - 1, kind: 'missing', file, line: number });
    // After a gap that was noticed the line itself names the mac it follows.
    if (told.prev !== undefined && follows(key, told.prev, told.n, line, mac)) entries += 1;
    accept({ n: told.n, mac }, line);
  }

  return {
    take(line, file, number) {
      if (last.n >= until) return;
      const mac = macOf(line);
      if (mac === undefined || !follows(key, last.mac, last.n + 1, line, mac)) return judge(line, mac, file, number);
      entries += 1;
      accept({ n: last.n + 1, mac }, line);
    },
    torn(file, number) {
      if (last.n < until) note({ position: last.n + 1, kind: 'foreign', file, line: number });
    },
    at: () => last.n,
    end() {
      const furthest = Math.max(0, ...due.keys());
      if (last.n < furthest) note({ position: last.n + 1, to: furthest, kind: 'missing' });
      return { entries, breaks: inOrder(breaks), remarks };
    },
  };
}

const inOrder = (breaks: readonly AuditBreak[]): readonly AuditBreak[] =>
  [...breaks].sort((a, b) => a.position - b.position);
