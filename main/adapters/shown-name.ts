import { isUtf8 } from 'node:buffer';
import { sep } from 'node:path';

/** A file's name as it can be shown on one line: what is no text, and what would steer a terminal, is escaped. */
export function shownName(name: Buffer): string {
  return isUtf8(name)
    ? name.toString('utf8').replace(UNSHOWN, escapedCharacter)
    : Array.from(name, escapedByte).join('');
}

/** Where it parts folders it is no escape. */
const UNSHOWN = sep === '\\' ? /[\p{Cc}\p{Cf}]/gu : /[\p{Cc}\p{Cf}\\]/gu;

const escapedCharacter = (character: string): string => {
  if (character === '\\') return '\\\\';
  if (character === '\n') return String.raw`\n`;
  return Array.from(Buffer.from(character, 'utf8'), (byte) => hex(byte)).join('');
};

const escapedByte = (byte: number): string => (byte < 0x20 || byte > 0x7e ? hex(byte) : String.fromCharCode(byte));

const hex = (byte: number): string => String.raw`\x${byte.toString(16).padStart(2, '0')}`;
