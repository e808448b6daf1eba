import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { SkipReason } from '../../shared/commands/scan.ts';

/** What is unpacked of one archive at the most, so that none can fill the memory. */
const MOST_UNPACKED_BYTES = 128 * 1_048_576;
const MOST_ENTRIES = 20_000;

const ZIPS = /\.(?:zip|jar|war|ear|whl|egg|nupkg|vsix|xpi|apk|aar|docx|xlsx|pptx|odt|ods|1pux)$/i;
const GZIPS = /\.(?:gz|tgz)$/i;
const OTHERS = /\.(?:7z|rar|xz|txz|bz2|tbz2?|zst|lz4|lzma|cab|dmg|iso|deb|rpm)$/i;

export type Packing = 'zip' | 'gzip' | 'other';

/** By its name: what is packed is not looked into before. */
export function packingOf(name: string): Packing | undefined {
  if (ZIPS.test(name)) return 'zip';
  if (GZIPS.test(name)) return 'gzip';
  return OTHERS.test(name) ? 'other' : undefined;
}

export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Unpacked {
  readonly entries: readonly Entry[];
  readonly skipped: readonly { readonly name: string; readonly why: SkipReason }[];
}

const nothing = (why: SkipReason): Unpacked => ({ entries: [], skipped: [{ name: '', why }] });

/** What is in an archive; an empty name in what was skipped is the archive itself. */
export function unpack(packing: Packing, bytes: Uint8Array): Unpacked {
  if (packing === 'other') return nothing('packed-otherwise');
  try {
    return packing === 'zip' ? unzip(bytes) : gunzip(bytes);
  } catch {
    return nothing('damaged');
  }
}

function gunzip(bytes: Uint8Array): Unpacked {
  try {
    return { entries: [{ name: '', bytes: gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED_BYTES }) }], skipped: [] };
  } catch (error) {
    return nothing(error instanceof RangeError ? 'too-large' : 'damaged');
  }
}

function unzip(bytes: Uint8Array): Unpacked {
  if (isEncrypted(bytes)) return nothing('encrypted');
  const skipped: { name: string; why: SkipReason }[] = [];
  let [total, count] = [0, 0];
  const unzipped = unzipSync(bytes, {
    filter({ name, originalSize, compression }) {
      if (name.endsWith('/')) return false;
      const why = whyNot(name, compression, total + originalSize, count);
      if (why === undefined) {
        total += originalSize;
        count += 1;
      } else skipped.push({ name, why });
      return why === undefined;
    },
  });
  return { entries: Object.entries(unzipped).map(([name, content]) => ({ name, bytes: content })), skipped };
}

function whyNot(name: string, compression: number, total: number, count: number): SkipReason | undefined {
  if (packingOf(name) !== undefined || (compression !== 0 && compression !== 8)) return 'packed-otherwise';
  if (count >= MOST_ENTRIES) return 'too-many';
  return total > MOST_UNPACKED_BYTES ? 'too-large' : undefined;
}

/** The first bit of an entry's flags in the directory at the end (APPNOTE 4.4.4). */
function isEncrypted(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = view.indexOf('PK\u0001\u0002', 0, 'latin1'); at !== -1 && at + 10 < view.length;) {
    if ((view.readUInt16LE(at + 8) & 1) === 1) return true;
    at = view.indexOf('PK\u0001\u0002', at + 4, 'latin1');
  }
  return false;
}
