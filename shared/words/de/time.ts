import { createTimeWords } from '../time.ts';

const minute = { one: '# Minute', other: '# Minuten' };
const hour = { one: '# Stunde', other: '# Stunden' };

export const deTime = createTimeWords({
  locale: 'de-DE',
  units: { minute, hour, day: { one: '# Tag', other: '# Tage' } },
  bentUnits: { minute, hour, day: { one: '# Tag', other: '# Tagen' } },
  underMinute: 'weniger als eine Minute',
  bentUnderMinute: 'weniger als einer Minute',
  justNow: 'gerade eben',
  ago: (length) => `vor ${length}`,
  ahead: (length) => `in ${length}`,
  on: (date) => `am ${date}`,
});
