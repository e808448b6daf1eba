/** A way in which a value may show up in what a program prints. */
export interface Form {
  readonly bytes: Buffer;
  /** It may be broken over lines, as base64 is. */
  readonly breaks: boolean;
}

/** Shorter than this, a derived form is in any text by chance. */
const LEAST_BYTES = 6;

/** The value itself and what it becomes in addresses, JSON and base64. */
export function formsOf(value: string): readonly Form[] {
  const plain = [value, value.replace(/\r?\n/g, '\r\n'), ...linesOf(value)];
  const escaped = [...inAddresses(value), ...inJson(value)].filter((text) => text.length >= LEAST_BYTES);
  const texts = [...new Set([...plain, ...escaped])].filter((text) => text !== '');
  return [
    ...texts.map((text) => ({ bytes: Buffer.from(text), breaks: false })),
    ...inBase64(value).map((text) => ({ bytes: Buffer.from(text), breaks: true })),
  ];
}

/** Of a key over many lines each is as secret as the whole. */
function linesOf(value: string): readonly string[] {
  const lines = value.split(/\r?\n/);
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= LEAST_BYTES);
}

function inAddresses(value: string): readonly string[] {
  // Throws on half a character.
  if (Buffer.from(value).toString() !== value) return [];
  const strict = encodeURIComponent(value);
  const form = new URLSearchParams({ v: value }).toString().slice('v='.length);
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  return [strict, lower(strict), form, lower(form), encodeURI(value)];
}

/** As different writers spell it: with everything beyond ASCII escaped, and with slashes escaped. */
function inJson(value: string): readonly string[] {
  const usual = JSON.stringify(value).slice(1, -1);
  const escape = (text: string) =>
    text.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const slashed = (text: string) => text.replaceAll('/', String.raw`\/`);
  return [usual, escape(usual), slashed(usual), slashed(escape(usual))];
}

/** Alone, and as a part of something longer at any offset, such as `user:value`: without what its neighbours share in. */
function inBase64(value: string): readonly string[] {
  const raw = Buffer.from(value);
  const inside = [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), raw]);
    const whole = shifted.subarray(0, shifted.length - (shifted.length % 3));
    const skip = shift === 0 ? 0 : 4;
    return [whole.toString('base64').slice(skip), whole.toString('base64url').slice(skip)];
  });
  const alone = [raw.toString('base64'), raw.toString('base64url')];
  return [...new Set([...alone, ...inside])].filter((text) => text.length >= LEAST_BYTES);
}
