import type { TrayWords } from '../catalogue.ts';
import { enCounting } from './counting.ts';

const { count, number } = enCounting;

export const enTray: TrayWords = {
  locked: 'The keyring is locked',
  shut: 'Locked',
  lock: 'Lock',
  unlock: 'Unlock…',
  proveOwner: 'unlock the vault',
  noKeyring: 'No keyring answers',
  noTokens: 'No tokens yet',
  total: (n) => count(n, { one: '# token', other: '# tokens' }),
  allWell: (total) => `${total}, all well`,
  needYou: (n) => count(n, { one: '# needs you', other: '# need you' }),
  soon: (n) => `${number(n)} soon`,
  unsure: (n) => `${number(n)} can't tell`,
  ends: (when) => `ends ${when}`,
  checked: (when) => `checked ${when}`,
  copy: 'Copy',
  check: 'Check now',
  open: 'Open',
  more: (n) => `${number(n)} more…`,
  checkAll: 'Check all',
  pause: 'Pause notices',
  forHour: 'For 1 hour',
  untilTomorrow: 'Until tomorrow',
  resume: 'Resume notices',
  inbox: (unread) => (unread === 0 ? 'Inbox' : `Inbox (${number(unread)})`),
  search: 'Search and copy…',
  openApp: 'Open Tokenkeep',
  quit: 'Quit',
};
