import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A value that occurs nowhere by chance, and that looks different raw and in an address. */
export const freshCanary = (name: string): string => `canary-${name}+${randomBytes(16).toString('hex')}/=&%`;

/** The ways in which a value gets written down, knowingly or not. */
export function formsOf(value: string): ReadonlyMap<string, Buffer> {
  const raw = Buffer.from(value, 'utf8');
  const hex = raw.toString('hex');
  const forms = new Map<string, Buffer>([
    ['raw', raw],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['URL', Buffer.from(encodeURIComponent(value))],
    ['UTF-16LE', Buffer.from(value, 'utf16le')],
  ]);
  for (const shift of [0, 1, 2]) {
    const { base64, base64url } = base64Inside(raw, shift);
    forms.set(`base64 +${shift}`, Buffer.from(base64));
    forms.set(`base64url +${shift}`, Buffer.from(base64url));
  }
  return forms;
}

/** As base64 of something longer that holds the value at such an offset: without the characters that its neighbours share. */
function base64Inside(raw: Buffer, shift: number): { readonly base64: string; readonly base64url: string } {
  const shifted = Buffer.concat([Buffer.alloc(shift), raw]);
  const whole = shifted.subarray(0, shifted.length - (shifted.length % 3));
  const skip = shift === 0 ? 0 : 4;
  return { base64: whole.toString('base64').slice(skip), base64url: whole.toString('base64url').slice(skip) };
}

/** Which forms of a value are in some bytes. */
export function formsIn(bytes: Buffer | string, value: string): readonly string[] {
  const held = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return [...formsOf(value)].filter(([, form]) => held.includes(form)).map(([name]) => name);
}

/** Every file below a folder. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** Arguments and environment of every process that may be looked at, by process. */
export function processesNow(): ReadonlyMap<string, Buffer> {
  const seen = new Map<string, Buffer>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const what of ['cmdline', 'environ']) {
      try {
        seen.set(`/proc/${pid}/${what}`, readFileSync(`/proc/${pid}/${what}`));
      } catch {
        // Gone meanwhile, or another user's.
      }
    }
  }
  return seen;
}
