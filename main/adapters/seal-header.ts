const BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----\n';
const VERSION = 'age-encryption.org/v1\n';
/** Characters of armor that are decoded at a time: whole lines of 64. */
const STEP = 65 * 64;

/** To how many keys an armored file is sealed, by the stanzas of its header (age-encryption.org/v1). Undefined where it is no such file. */
export function recipientCount(sealed: string): number | undefined {
  if (!sealed.startsWith(BEGIN)) return undefined;
  let header = '';
  for (let at = BEGIN.length; at < sealed.length; at += STEP) {
    header += Buffer.from(sealed.slice(at, at + STEP), 'base64').toString('latin1');
    const end = header.indexOf('\n---');
    if (end >= 0) return header.startsWith(VERSION) ? stanzasIn(header.slice(0, end + 1)) : undefined;
  }
  return undefined;
}

const stanzasIn = (header: string): number => header.split('\n-> ').length - 1;
