import { describe, expect, test } from 'vitest';
import { along, marksAhead, pilesOf } from '../../renderer/ahead.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { days, hours, later } from '../../shared/time.ts';
import { endsAt, NOW, viewOf } from './a-view.ts';

const valid = { kind: 'valid' } as const;
const ending = (label: string, inDays: number) => viewOf(label, valid, { expiry: endsAt(days(inDays)) });
const ahead = (...views: Parameters<typeof marksAhead>[0][number][]) => marksAhead(views, defaultSettings, NOW);

describe('the timeline', () => {
  test('shows what ends in the coming 90 days, soonest first, and nothing that has ended or ends later', () => {
    const marks = ahead(ending('later', 60), ending('soon', 3), ending('far', 91), ending('past', -1));
    expect(marks.map(({ view }) => view.token.label)).toEqual(['soon', 'later']);
    expect(marks.every(({ lane }) => lane === 'person')).toBe(true);
  });

  test('keeps what renews itself apart, at the moment when it does', () => {
    const renewing = {
      ...ending('renewing', 10),
      renews: 'refresh',
      nextDue: { what: 'refresh', at: later(NOW, days(9)) },
    } as const;
    expect(ahead(renewing)).toMatchObject([{ lane: 'itself', at: later(NOW, days(9)) }]);
  });

  test('knows when each is warned of, without what is past', () => {
    const [mark] = ahead(ending('soon', 2));
    expect(mark?.warnsAt).toEqual([later(NOW, days(1)), later(NOW, hours(47))]);
  });

  test('piles up what is too close to be drawn apart', () => {
    const marks = ahead(ending('a', 10), ending('b', 10), ending('c', 80));
    const piles = pilesOf(marks, NOW, 9);
    expect(piles.map(({ column, marks: inside }) => [column, inside.length])).toEqual([
      [1, 2],
      [8, 1],
    ]);
    expect(along(later(NOW, days(45)), NOW)).toBe(0.5);
  });
});
