import { createTimeWords } from '../time.ts';

const units = {
  minute: { one: '# minute', other: '# minutes' },
  hour: { one: '# hour', other: '# hours' },
  day: { one: '# day', other: '# days' },
};

export const enTime = createTimeWords({
  locale: 'en-GB',
  units,
  bentUnits: units,
  underMinute: 'less than a minute',
  bentUnderMinute: 'less than a minute',
  justNow: 'just now',
  ago: (length) => `${length} ago`,
  ahead: (length) => `in ${length}`,
  on: (date) => `on ${date}`,
});
