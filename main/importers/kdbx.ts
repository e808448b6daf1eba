import type { Importer } from '../domain/importer.ts';
import { failed } from '../../shared/result.ts';

/** KeePass databases of version 3 and 4: https://keepass.info/help/kb/kdbx.html */
export const kdbx: Importer = {
  kind: 'kdbx',
  fits: ({ bytes }) => MAGIC.every((byte, n) => bytes[n] === byte),
  async read({ bytes }, { passphrase }) {
    if (passphrase === undefined) return failed('passphrase-needed');
    // What reads them is large, and most people never have one read.
    return (await import('./kdbx-read.ts')).readKdbx(bytes, passphrase);
  },
};

/** Both signatures at the beginning, in the order of a little-endian machine. */
const MAGIC = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5] as const;
