import { gravityOf, worstFirst } from '../../shared/order.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { hours, minutes, type Duration, type Instant } from '../../shared/time.ts';
import type { TokenId } from '../../shared/token.ts';
import { ago, timeLeft } from '../../shared/words-time.ts';
import { statusWords } from '../../shared/words.ts';

/** One glyph, five faces that differ in shape. */
export type TrayFace = 'well' | 'coming' | 'dead' | 'unsure' | 'locked';

export type TrayAction =
  | { readonly do: 'copy' | 'check' | 'open'; readonly token: TokenId }
  | { readonly do: 'check-all' | 'open-home' | 'open-inbox' | 'quit' }
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
  const summary = summaryOf(snapshot);
  return {
    face: faceOf(snapshot),
    tooltip: `Tokenkeep: ${summary}`,
    items: [
      { kind: 'text', label: summary },
      { kind: 'separator' },
      ...rows(sorted, now),
      ...commandsOf(snapshot, now),
    ],
  };
}

function faceOf({ keyring, tokens }: Snapshot): TrayFace {
  if (keyring.kind === 'locked') return 'locked';
  const gravities = new Set(tokens.map((view) => gravityOf(view.status)));
  if (gravities.has('dead') || gravities.has('person')) return 'dead';
  if (gravities.has('coming')) return 'coming';
  if (keyring.kind !== 'ok' || tokens.some((view) => view.status.kind === 'unknown')) return 'unsure';
  return 'well';
}

/** The first line: what a glance must answer. */
function summaryOf({ keyring, tokens }: Snapshot): string {
  if (keyring.kind === 'locked') return 'The keyring is locked';
  if (keyring.kind !== 'ok') return 'No keyring answers';
  if (tokens.length === 0) return 'No tokens yet';
  const count = (...kinds: readonly string[]) => tokens.filter((view) => kinds.includes(gravityOf(view.status))).length;
  const unsure = tokens.filter((view) => view.status.kind === 'unknown').length;
  const needing = count('dead', 'person');
  const parts = [
    [needing, needing === 1 ? 'needs you' : 'need you'],
    [count('coming'), 'soon'],
    [unsure, "can't tell"],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  const total = `${tokens.length} ${tokens.length === 1 ? 'token' : 'tokens'}`;
  return said.length === 0 ? `${total}, all well` : `${total}: ${said.join(', ')}`;
}

function rows(sorted: readonly TokenView[], now: Instant): readonly TrayItem[] {
  const rest = sorted.length - MOST_ROWS;
  const shown = sorted.slice(0, MOST_ROWS).map((view) => row(view, now));
  if (rest > 0) shown.push({ kind: 'action', label: `${rest} more…`, action: { do: 'open-home' } });
  if (shown.length > 0) shown.push({ kind: 'separator' });
  return shown;
}

function row(view: TokenView, now: Instant): TrayItem {
  const { id, label } = view.token;
  const name = label.length > MOST_LABEL ? `${label.slice(0, MOST_LABEL - 1)}…` : label;
  return {
    kind: 'submenu',
    label: `${name} · ${statusWords(view, now)}${detail(view, now)}`,
    items: [
      { kind: 'action', label: 'Copy', action: { do: 'copy', token: id } },
      { kind: 'action', label: 'Check now', action: { do: 'check', token: id } },
      { kind: 'action', label: 'Open', action: { do: 'open', token: id } },
    ],
  };
}

/** Time left or the age of the last look, where the state's own words don't say it. */
function detail({ status, token }: TokenView, now: Instant): string {
  if (status.kind !== 'valid' && status.kind !== 'blocked') return '';
  if (token.expiry.kind === 'at') return `, ends ${timeLeft(token.expiry.at, now)}`;
  const looked = token.standing.latest?.evidence.at;
  return looked === undefined ? '' : `, checked ${ago(looked, now)}`;
}

function commandsOf({ pausedUntil, notices }: Snapshot, now: Instant): readonly TrayItem[] {
  const paused = pausedUntil !== undefined && pausedUntil > now;
  const pause: readonly TrayItem[] = paused
    ? [{ kind: 'action', label: 'Resume notices', action: { do: 'pause', for: 'off' } }]
    : [
        { kind: 'action', label: 'For 1 hour', action: { do: 'pause', for: 'hour' } },
        { kind: 'action', label: 'Until tomorrow', action: { do: 'pause', for: 'tomorrow' } },
      ];
  const unread = notices.filter((notice) => notice.readAt === undefined).length;
  return [
    { kind: 'action', label: 'Check all', action: { do: 'check-all' } },
    ...(paused ? pause : [{ kind: 'submenu' as const, label: 'Pause notices', items: pause }]),
    { kind: 'action', label: unread === 0 ? 'Inbox' : `Inbox (${unread})`, action: { do: 'open-inbox' } },
    { kind: 'action', label: 'Open Tokenkeep', action: { do: 'open-home' } },
    { kind: 'action', label: 'Quit', action: { do: 'quit' } },
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
