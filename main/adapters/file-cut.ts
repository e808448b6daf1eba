import { createHash } from 'node:crypto';
import { lstat, readFile, realpath } from 'node:fs/promises';
import type { Cut, PlainFiles } from '../domain/elsewhere-ports.ts';
import { Secret } from '../domain/secret.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { reasonOf } from './file-reason.ts';
import { replaceFile } from './target-file.ts';

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Takes values out of a file. Each is looked for after the one before it, and all have to be there. */
export const cutFile: PlainFiles['cut'] = async (named, pieces) => {
  const opened = await open(named);
  if (!opened.ok) return opened;
  const { path, bytes, mode } = opened.value;
  const places = placesIn(bytes, pieces);
  if (places === undefined) return failed('the value was not found in it');
  const [rest, parts]: [Buffer[], Cut['parts'][number][]] = [[], []];
  let [from, size] = [0, 0];
  for (const { at, written, instead } of places) {
    const put = Buffer.from(instead);
    rest.push(bytes.subarray(from, at), put);
    size += at - from;
    parts.push({ at: size, length: put.length, was: new Secret(written.toString('latin1')) });
    size += put.length;
    from = at + written.length;
  }
  const left = Buffer.concat([...rest, bytes.subarray(from)]);
  return put(path, left, mode, { parts, left: digestOf(left) });
};

export const mendFile: PlainFiles['mend'] = async (named, { parts, left }) => {
  const opened = await open(named);
  if (!opened.ok) return opened;
  const { path, bytes, mode } = opened.value;
  if (digestOf(bytes) !== left) return failed('changed');
  const whole: Buffer[] = [];
  let from = 0;
  for (const { at, length, was } of parts) {
    whole.push(
      bytes.subarray(from, at),
      was.use((text) => Buffer.from(text, 'latin1')),
    );
    from = at + length;
  }
  const mended = await put(path, Buffer.concat([...whole, bytes.subarray(from)]), mode, undefined);
  return mended.ok ? succeeded(undefined) : mended;
};

interface Opened {
  readonly path: string;
  readonly bytes: Buffer;
  readonly mode: number;
}

async function open(named: string): Promise<Result<Opened, string>> {
  try {
    const path = await realpath(named);
    const found = await lstat(path);
    if (!found.isFile()) return failed('it is not a plain file');
    // Replacing it would part it from its other names.
    if (found.nlink > 1) return failed('it has several names');
    if (process.getuid !== undefined && found.uid !== process.getuid()) return failed('it belongs to another user');
    return succeeded({ path, bytes: await readFile(path), mode: found.mode & 0o777 });
  } catch (error) {
    return failed(reasonOf(error));
  }
}

async function put<T>(path: string, bytes: Buffer, mode: number, value: T): Promise<Result<T, string>> {
  try {
    await replaceFile(path, bytes, mode);
    return succeeded(value);
  } catch (error) {
    return failed(reasonOf(error));
  }
}

interface Place {
  readonly at: number;
  readonly written: Buffer;
  readonly instead: string;
}

/** In the order of the file, without two that overlap. */
function placesIn(bytes: Buffer, pieces: Parameters<PlainFiles['cut']>[1]): readonly Place[] | undefined {
  const places: Place[] = [];
  for (const { written, instead } of pieces) {
    const value = written.use((text) => Buffer.from(text, 'utf8'));
    const taken = (at: number): boolean =>
      places.some((each) => at < each.at + each.written.length && each.at < at + value.length);
    let at = value.length === 0 ? -1 : bytes.indexOf(value);
    while (at !== -1 && taken(at)) at = bytes.indexOf(value, at + 1);
    if (at === -1) return undefined;
    places.push({ at, written: value, instead });
  }
  return places.sort((one, other) => one.at - other.at);
}
