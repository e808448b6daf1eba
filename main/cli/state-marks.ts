import type { StatusKind } from '../../shared/token.ts';

interface Mark {
  readonly shape: string;
  /** Where the terminal has no such shapes. */
  readonly letter: string;
  readonly colour: number;
}

const VALID: Mark = { shape: '●', letter: '*', colour: 32 };
const EXPIRING: Mark = { shape: '◔', letter: '~', colour: 33 };
const DEAD: Mark = { shape: '◆', letter: 'x', colour: 31 };
const PERSON: Mark = { shape: '▲', letter: '^', colour: 33 };
const BLOCKED: Mark = { shape: '■', letter: '#', colour: 35 };
const UNKNOWN: Mark = { shape: '◌', letter: '?', colour: 90 };
const UNCHECKED: Mark = { shape: '○', letter: 'o', colour: 90 };

const MARKS: Readonly<Record<StatusKind, Mark>> = {
  valid: VALID,
  expiring: EXPIRING,
  expired: DEAD,
  revoked: DEAD,
  invalid: DEAD,
  'sign-in-needed': PERSON,
  'outcome-lost': PERSON,
  'revocation-pending': PERSON,
  blocked: BLOCKED,
  unknown: UNKNOWN,
  unchecked: UNCHECKED,
};

/** A state by its shape, and by its colour where the terminal shows any. */
export function markOf(state: StatusKind): string {
  const { shape, letter, colour } = MARKS[state];
  const mark = speaksUnicode() ? shape : letter;
  return showsColour() ? `\u001b[${colour}m${mark}\u001b[0m` : mark;
}

function showsColour(): boolean {
  const { env, stdout } = process;
  return stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

function speaksUnicode(): boolean {
  if (process.platform === 'win32') return process.env['WT_SESSION'] !== undefined;
  const { env } = process;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return process.platform === 'darwin' || /utf-?8/i.test(locale);
}
