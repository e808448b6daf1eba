import type { SightForm } from '../../shared/commands/scan.ts';
import type { Traces } from '../domain/scan-ports.ts';

/** What a token, however written, is made of. */
const WORD = '[A-Za-z0-9_.=+/~:%,-]';
/** So much at least follows a beginning. */
const LEAST_AFTER = 8;
/** Of what stands in front, enough to tell a whole word from the tail of one. */
const BEFORE = '[A-Za-z0-9%]{0,3}';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);

/**
 * The traces as regular expressions for bytes. The beginnings stand in one expression with nothing beside them, by which the engine looks
 * for all of them at once; a NUL after each character is UTF-16.
 */
export function expressionsOf({ starts, hidden, patterns, runs }: Traces): readonly string[] {
  const beginnings = [...starts.map(escaped), ...hidden.flatMap(insidesOf).map(({ fixed }) => escaped(fixed))];
  const wide = hidden.map((start) => Array.from(start, (each) => String.raw`${escaped(each)}\x00`).join(''));
  const all = [...new Set([...beginnings, ...wide])];
  return [
    ...(all.length === 0 ? [] : [String.raw`${BEFORE}(?:${all.join('|')})(?:${WORD}\x00?){${LEAST_AFTER},}`]),
    ...patterns.map((pattern) => `${BEFORE}(?:${pattern})`),
    ...(runs === undefined ? [] : [String.raw`(?:${WORD}\x00?){${runs},}`]),
  ];
}

interface Inside {
  /** The part of its base64 that is the same whatever stands around it. */
  readonly fixed: string;
  /** How many bytes before it fall into the same group of three. */
  readonly shift: number;
}

/** The three ways in which a text may lie in base64. */
function insidesOf(text: string): readonly Inside[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('\0'.repeat(shift) + text, 'latin1').toString('base64');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + text.length) * 8) / 6);
    return { fixed: encoded.slice(from, to), shift };
  });
}

export interface Reading {
  readonly form: SightForm;
  readonly text: string;
}

/** What a piece of a file may say, in each way of writing that fits. */
export function readingsOf(matched: string, { hidden, runs }: Traces): readonly Reading[] {
  const isWide = matched.includes('\0');
  const text = isWide ? matched.replaceAll('\0', '') : matched;
  const readings: Reading[] = [{ form: isWide ? 'utf-16' : 'plain', text }];
  if (/%[0-9A-Fa-f]{2}/.test(text)) readings.push({ form: 'url', text: unescaped(text) });
  for (const start of hidden) {
    for (const { fixed, shift } of insidesOf(start)) {
      for (let at = text.indexOf(fixed); at !== -1; at = text.indexOf(fixed, at + 1))
        readings.push({ form: 'base64', text: start + afterStart(text.slice(at), start, shift) });
    }
  }
  if (runs !== undefined) readings.push(...decodedRuns(text, runs));
  return readings;
}

const unescaped = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The first characters of the piece hold bits of what stood in front, which are not there any more; what they said is known. */
function afterStart(piece: string, start: string, shift: number): string {
  const encoded = /^[A-Za-z0-9+/_-]*/.exec(piece)?.[0] ?? '';
  const bytes = Buffer.from('A'.repeat(Math.ceil((shift * 8) / 6)) + encoded, 'base64');
  return wordIn(bytes.toString('latin1').slice(shift + start.length));
}

const wordIn = (text: string): string => /^[A-Za-z0-9_.=+/~:%,-]*/.exec(text)?.[0] ?? '';

/** Where no beginning is known, each of the four places at which a group may begin is tried. */
function decodedRuns(text: string, least: number): readonly Reading[] {
  const readings: Reading[] = [];
  for (const encoded of text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []) {
    for (let skip = 0; skip < 4; skip += 1) {
      const decoded = Buffer.from(encoded.slice(skip), 'base64').toString('latin1');
      for (const run of decoded.match(new RegExp(`${WORD}{${least},}`, 'g')) ?? [])
        readings.push({ form: 'base64', text: run });
    }
  }
  return readings;
}
