import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { LeakReport } from '../../shared/commands/leak.ts';
import type { WindowText } from '../../shared/words/window.ts';
import { useSpoken, type Spoken } from '../speaking.ts';

/** What was done about a leak and how it is known; it comes into view by itself. */
export function LeakResult({ report, onClose }: { readonly report: LeakReport; readonly onClose: () => void }) {
  const spoken = useSpoken();
  const { find, leak } = spoken.text;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [report]);
  const { token, places, commands } = report;
  return (
    <section className="tk-note tk-report" aria-labelledby="leak">
      <h2 id="leak" ref={heading} tabIndex={-1}>
        {leak.done(token.label)}
      </h2>
      {linesOf(report, spoken).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {places.length === 0 ? (
        <p className="tk-quiet">{leak.nowhere}</p>
      ) : (
        <div>
          <p>{leak.still}:</p>
          <ul className="tk-lines tk-small">
            {places.map(({ id, place }, n) => (
              <li key={`${id} ${n}`}>{placeOf(place, find)}</li>
            ))}
          </ul>
        </div>
      )}
      {commands.length > 0 && (
        <div className="tk-commands">
          <p className="tk-soon-words">{leak.history}</p>
          {commands.map((command) => (
            <code key={command}>{command}</code>
          ))}
        </div>
      )}
      <div>
        <Button size="xs" variant="default" onClick={onClose}>
          {leak.close}
        </Button>
      </div>
    </section>
  );
}

function linesOf({ token, act, old, targets, consumers, file }: LeakReport, { words, text }: Spoken) {
  const { leak } = text;
  const { evidence } = old;
  const when = evidence === undefined ? '' : words.time.exact(evidence.at);
  const known =
    evidence === undefined
      ? undefined
      : evidence.status === undefined
        ? leak.silent(evidence.asked, when)
        : leak.answered(evidence.asked, evidence.status, when);
  return [
    leak[act](token.label),
    [leak.old[old.state], known].filter((part) => part !== undefined).join(' '),
    ...(targets.length === 0 ? [] : [leak.targets(targets.join(', '))]),
    ...(consumers.length === 0 ? [] : [leak.tell(consumers.join(', '))]),
    ...(file === undefined ? [] : [leak.report(file)]),
  ];
}

function placeOf(
  { file, line, commit }: LeakReport['places'][number]['place'],
  { folder }: WindowText['find'],
): string {
  const where = folder.place(file, line);
  return commit === undefined ? where : `${where} · ${folder.commit(commit.slice(0, 12))}`;
}
