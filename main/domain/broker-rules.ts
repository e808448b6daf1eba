/** `GET /repos/**`: a method, or `*` for any, and a path in which `*` stands for one segment and `**` for any rest. */
export interface BrokerRule {
  readonly method: string;
  readonly path: readonly string[];
}

const RULE = /^([A-Z]{1,16}|\*) (\/[\w.~!$&'()*+,;=:@/-]{0,500})$/;

/** Undefined where it is no rule. A path alone allows every method on it. */
export function readRule(text: string): BrokerRule | undefined {
  const trimmed = text.trim();
  const match = RULE.exec(trimmed.startsWith('/') ? `* ${trimmed}` : trimmed);
  if (match === null) return undefined;
  const [, method = '', path = ''] = match;
  const segments = segmentsOf(path);
  const isEndless = segments.slice(0, -1).includes('**');
  return segments.includes('..') || isEndless ? undefined : { method, path: segments };
}

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

export function isAllowed(rules: readonly BrokerRule[], method: string, path: string): boolean {
  if (rules.length === 0) return true;
  const segments = segmentsOf(path);
  return rules.some((rule) => (rule.method === '*' || rule.method === method) && matches(rule.path, segments));
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === '**';
  const fixed = isOpen ? pattern.slice(0, -1) : pattern;
  if (isOpen ? segments.length < fixed.length : segments.length !== fixed.length) return false;
  return fixed.every((part, i) => (part === '*' ? segments[i] !== '' : part === segments[i]));
}

/**
 * A path that means the same to whoever reads it: no step up, no empty segment in its middle, nothing encoded that would change its
 * segments, no backslash. Anything else is refused, for the issuer might read it otherwise than the rules do.
 */
export function isPlainPath(path: string): boolean {
  if (
    !path.startsWith('/') ||
    path.length > 8000 ||
    /[\\\s#]|[^\x21-\x7e]|%(?:2e|2f|5c|00)|%(?![0-9a-f]{2})/i.test(path)
  ) {
    return false;
  }
  const segments = segmentsOf(path);
  return segments.every((part, i) => part !== '.' && part !== '..' && (part !== '' || i === segments.length - 1));
}

/** `/repos/*\/*\/issues/*`: what differs from call to call is left out, so that calls of one kind count as one. */
export function kindOfPath(path: string, names: readonly string[]): string {
  const known = new Set(names);
  return `/${segmentsOf(path)
    .slice(0, 12)
    .map((part) => (part === '' || known.has(part) || /^(?:v\d{1,2}|[a-z][a-z_-]{0,30})$/.test(part) ? part : '*'))
    .join('/')}`;
}
