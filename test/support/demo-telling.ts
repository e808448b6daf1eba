import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 1500;

export interface Seen {
  readonly tokens: readonly { readonly name: string; readonly state: string; readonly expiresAt: string | null }[];
  readonly notices: readonly { readonly id: string; readonly title: string }[];
  /** The first line of the tray's menu; undefined where it cannot be read. */
  readonly tray: string | undefined;
}

/** Tells in the terminal what happens, until the signal. */
export async function tellDemo(
  look: () => Promise<Seen>,
  say: (line: string) => void,
  ending: AbortSignal,
): Promise<void> {
  // The list that was shown before says what the tokens were.
  let before: Seen = { ...(await look()), notices: [], tray: undefined };
  while (!ending.aborted) {
    const now = await look();
    for (const line of changes(before, now)) say(`${new Date().toLocaleTimeString()}  ${line}`);
    before = now;
    await pause(LOOK_EVERY_MS, undefined, { signal: ending }).catch(() => undefined);
  }
}

function changes(before: Seen, now: Seen): readonly string[] {
  const known = new Map(before.tokens.map((token) => [token.name, token]));
  const told = new Set(before.notices.map(({ id }) => id));
  const moved = now.tokens.flatMap(({ name, state, expiresAt }) => {
    const last = known.get(name);
    if (last === undefined || last.state !== state) return [`${name} is ${state}`];
    return last.expiresAt === expiresAt
      ? []
      : [`${name} was renewed, and lives until ${expiresAt ?? 'its issuer says'}`];
  });
  const notices = now.notices.filter(({ id }) => !told.has(id)).map(({ title }) => `notice: ${title}`);
  const tray = now.tray === undefined || now.tray === before.tray ? [] : [`tray: ${now.tray}`];
  return [...moved, ...notices, ...tray];
}
