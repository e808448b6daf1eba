const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of text in ASCII, which is all that HTTP Basic authentication needs once names are form-encoded. */
export function base64OfAscii(text: string): string {
  let encoded = '';
  for (let i = 0; i < text.length; i += 3) {
    // Past the end a code is NaN, which counts as zero in the bits.
    const bits = (text.charCodeAt(i) << 16) | (text.charCodeAt(i + 1) << 8) | text.charCodeAt(i + 2);
    const four = [18, 12, 6, 0].map((shift) => DIGITS.charAt((bits >> shift) & 63)).join('');
    encoded += i + 1 >= text.length ? `${four.slice(0, 2)}==` : i + 2 >= text.length ? `${four.slice(0, 3)}=` : four;
  }
  return encoded;
}

/** Base64 of any text, in UTF-8. */
export function base64OfText(text: string): string {
  const escaped = encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
  return base64OfAscii(escaped.replace(/%(..)/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}

/** Bytes out of base64url without padding. Undefined where it is none. */
export function bytesOfBase64url(encoded: string): readonly number[] | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(encoded) || encoded.length % 4 === 1) return undefined;
  const standard = encoded.replaceAll('-', '+').replaceAll('_', '/');
  const digits = Array.from(standard, (digit) => DIGITS.indexOf(digit).toString(2).padStart(6, '0'));
  return (digits.join('').match(/.{8}/g) ?? []).map((bits) => Number.parseInt(bits, 2));
}

/** Text in UTF-8 out of base64url without padding. Undefined where it is neither. */
export function textOfBase64url(encoded: string): string | undefined {
  const bytes = bytesOfBase64url(encoded);
  try {
    return bytes && decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}
