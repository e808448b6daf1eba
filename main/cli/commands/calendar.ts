import ICAL from 'ical.js';
import type { NextDue, TokenView } from '../../../shared/snapshot.ts';
import type { Instant } from '../../../shared/time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, fail } from '../speak.ts';

/** The ends of tokens and what is done for them by itself, as a calendar (RFC 5545). */
export async function calendar(context: Context): Promise<Exit> {
  const listed = await askVault(context, 'list', {});
  if (!listed.ok) return fail(listed.failure);
  answer(calendarOf(listed.value.tokens, Date.now()));
  return exits.done;
}

/** `now` in milliseconds since 1970: when the calendar was made. */
export function calendarOf(tokens: readonly TokenView[], now: number): string {
  const whole = new ICAL.Component('vcalendar');
  whole.updatePropertyWithValue('version', '2.0');
  whole.updatePropertyWithValue('prodid', '-//Tokenkeep//Tokens//EN');
  whole.updatePropertyWithValue('x-wr-calname', 'Tokens');
  for (const event of tokens.flatMap(eventsOf)) whole.addSubcomponent(eventOf(event, now));
  return `${whole.toString()}\r\n`;
}

interface Event {
  readonly id: string;
  readonly at: Instant;
  readonly isWholeDay: boolean;
  readonly title: string;
  readonly about: string;
}

const ACTS: Readonly<Partial<Record<NextDue['what'], string>>> = { rotate: 'is rotated', refresh: 'is refreshed' };

function eventsOf({ token, nextDue, renews }: TokenView): readonly Event[] {
  const about = [token.provider, token.owner, token.environment].filter((word) => word !== undefined).join(' · ');
  const { expiry } = token;
  const ends: readonly Event[] =
    expiry.kind === 'at'
      ? [
          {
            id: `${token.id}-ends`,
            at: expiry.at,
            isWholeDay: expiry.precision === 'date',
            title: `${token.label} expires${renews === 'none' ? '' : ' unless it is renewed before'}`,
            about,
          },
        ]
      : [];
  const act = nextDue === undefined ? undefined : ACTS[nextDue.what];
  if (nextDue === undefined || act === undefined) return ends;
  return [
    ...ends,
    { id: `${token.id}-${nextDue.what}`, at: nextDue.at, isWholeDay: false, title: `${token.label} ${act}`, about },
  ];
}

function eventOf({ id, at, isWholeDay, title, about }: Event, now: number): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const start = ICAL.Time.fromJSDate(new Date(at), true);
  if (isWholeDay) start.isDate = true;
  event.updatePropertyWithValue('uid', `${id}@tokenkeep`);
  event.updatePropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(now), true));
  event.updatePropertyWithValue('dtstart', start);
  event.updatePropertyWithValue('summary', title);
  event.updatePropertyWithValue('description', about);
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  return event;
}
