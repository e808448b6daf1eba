import { gravityOf, worstFirst } from '../../shared/order.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { hours, minutes, type Duration, type Instant } from '../../shared/time.ts';
import type { TokenId } from '../../shared/token.ts';
import type { Words } from '../../shared/words/catalogue.ts';
import { wordsIn } from '../../shared/words/in-language.ts';

/** One glyph, five faces that differ in shape. */
export type TrayFace = 'well' | 'coming' | 'dead' | 'unsure' | 'locked';

export type TrayAction =
  | { readonly do: 'copy' | 'check' | 'open'; readonly token: TokenId }
  | { readonly do: 'check-all' | 'open-home' | 'open-inbox' | 'lock' | 'unlock' | 'quit' }
  | { readonly do: 'search' }
  /** A click on the icon itself. */
  | { readonly do: 'peek' }
  | { readonly do: 'pause'; readonly for: 'hour' | 'tomorrow' | 'off' };

/** Labels are literal: whoever draws them escapes what the platform's menus treat as a mark. */
export type TrayItem =
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayView {
  readonly face: TrayFace;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

const MOST_ROWS = 15;
const MOST_LABEL = 48;

/** The whole tray as data: glyph, tooltip and menu, worst token first. */
export function trayView(snapshot: Snapshot, now: Instant): TrayView {
  const sorted = [...snapshot.tokens].sort(worstFirst);
  const words = wordsIn(snapshot.language);
  const summary = summaryOf(snapshot, words);
  return {
    face: faceOf(snapshot),
    tooltip: `Tokenkeep: ${summary}`,
    items: [
      { kind: 'text', label: summary },
      ...waiting(snapshot, words),
      { kind: 'separator' },
      ...rows(sorted, { words, now, locked: snapshot.lock.locked }),
      ...lockOf(snapshot, words),
      ...commandsOf(snapshot, words, now),
    ],
  };
}

/** Whoever waits for an answer has a minute, so it stands first. */
function waiting({ questions }: Snapshot, { lending }: Words): readonly TrayItem[] {
  if (questions.length === 0) return [];
  return [{ kind: 'action', label: lending.waiting(questions.length), action: { do: 'open-home' } }];
}

function faceOf({ keyring, lock, tokens }: Snapshot): TrayFace {
  if (lock.locked || keyring.kind === 'locked') return 'locked';
  const gravities = new Set(tokens.map((view) => gravityOf(view.status)));
  if (gravities.has('dead') || gravities.has('person')) return 'dead';
  if (gravities.has('coming')) return 'coming';
  if (keyring.kind !== 'ok' || tokens.some((view) => view.status.kind === 'unknown')) return 'unsure';
  return 'well';
}

/** The first line: what a glance must answer. */
function summaryOf({ keyring, lock, tokens }: Snapshot, { tray }: Words): string {
  if (lock.locked) return tray.shut;
  if (keyring.kind === 'locked') return tray.locked;
  if (keyring.kind !== 'ok') return tray.noKeyring;
  if (tokens.length === 0) return tray.noTokens;
  const count = (...kinds: readonly string[]) => tokens.filter((view) => kinds.includes(gravityOf(view.status))).length;
  const parts = [
    [count('dead', 'person'), tray.needYou],
    [count('coming'), tray.soon],
    [tokens.filter((view) => view.status.kind === 'unknown').length, tray.unsure],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, say]) => say(n));
  const total = tray.total(tokens.length);
  return said.length === 0 ? tray.allWell(total) : `${total}: ${said.join(', ')}`;
}

interface Telling {
  readonly words: Words;
  readonly now: Instant;
  readonly locked: boolean;
}

function rows(sorted: readonly TokenView[], telling: Telling): readonly TrayItem[] {
  const rest = sorted.length - MOST_ROWS;
  const shown = sorted.slice(0, MOST_ROWS).map((view) => row(view, telling));
  // Beyond what a menu can show, searching is the way.
  if (rest > 0) shown.push({ kind: 'action', label: telling.words.tray.more(rest), action: { do: 'search' } });
  if (shown.length > 0) shown.push({ kind: 'separator' });
  return shown;
}

function row(view: TokenView, { words, now, locked }: Telling): TrayItem {
  const { id, label } = view.token;
  const name = label.length > MOST_LABEL ? `${label.slice(0, MOST_LABEL - 1)}…` : label;
  return {
    kind: 'submenu',
    label: `${name} · ${words.status(view, now)}${detail(view, words, now)}`,
    items: [
      ...(locked ? [] : usesOf(id, words)),
      { kind: 'action', label: words.tray.open, action: { do: 'open', token: id } },
    ],
  };
}

const usesOf = (token: TokenId, { tray }: Words): readonly TrayItem[] => [
  { kind: 'action', label: tray.copy, action: { do: 'copy', token } },
  { kind: 'action', label: tray.check, action: { do: 'check', token } },
];

/** Time left or the age of the last look, where the state's own words don't say it. */
function detail({ status, token }: TokenView, { tray, time }: Words, now: Instant): string {
  if (status.kind !== 'valid' && status.kind !== 'blocked') return '';
  if (token.expiry.kind === 'at') return `, ${tray.ends(time.left(token.expiry.at, now))}`;
  const looked = token.standing.latest?.evidence.at;
  return looked === undefined ? '' : `, ${tray.checked(time.ago(looked, now))}`;
}

/** Not there where nothing would open it again. */
function lockOf({ lock: { locked, opensBy } }: Snapshot, { tray }: Words): readonly TrayItem[] {
  if (locked) return [{ kind: 'action', label: tray.unlock, action: { do: 'unlock' } }];
  return opensBy.length === 0 ? [] : [{ kind: 'action', label: tray.lock, action: { do: 'lock' } }];
}

function commandsOf({ tokens, pausedUntil, notices }: Snapshot, { tray }: Words, now: Instant): readonly TrayItem[] {
  const paused = pausedUntil !== undefined && pausedUntil > now;
  const pause: readonly TrayItem[] = paused
    ? [{ kind: 'action', label: tray.resume, action: { do: 'pause', for: 'off' } }]
    : [
        { kind: 'action', label: tray.forHour, action: { do: 'pause', for: 'hour' } },
        { kind: 'action', label: tray.untilTomorrow, action: { do: 'pause', for: 'tomorrow' } },
      ];
  const unread = notices.filter((notice) => notice.readAt === undefined).length;
  const search: TrayItem = { kind: 'action', label: tray.search, action: { do: 'search' } };
  return [
    ...(tokens.length === 0 || tokens.length > MOST_ROWS ? [] : [search]),
    { kind: 'action', label: tray.checkAll, action: { do: 'check-all' } },
    ...(paused ? pause : [{ kind: 'submenu' as const, label: tray.pause, items: pause }]),
    { kind: 'action', label: tray.inbox(unread), action: { do: 'open-inbox' } },
    { kind: 'action', label: tray.openApp, action: { do: 'open-home' } },
    { kind: 'action', label: tray.quit, action: { do: 'quit' } },
  ];
}

/** How long the labels stay true enough: a minute where minutes are shown, else ten. */
export function labelLife(snapshot: Snapshot, now: Instant): Duration | undefined {
  if (snapshot.tokens.length === 0) return undefined;
  const close = (at: Instant | undefined) => at !== undefined && Math.abs(at - now) < hours(1);
  const minutely = snapshot.tokens.some(({ token, status }) => {
    const endsAt = token.expiry.kind === 'at' ? token.expiry.at : undefined;
    return status.kind === 'unknown' ? close(token.standing.lastGood?.at) : close(endsAt);
  });
  return minutely ? minutes(1) : minutes(10);
}
