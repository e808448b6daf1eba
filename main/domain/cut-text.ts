import type { Cut } from './elsewhere-ports.ts';
import { fieldsOf, parseJson } from './json.ts';
import { Secret } from './secret.ts';

/** A cut as it is kept among the values, for it holds some. */
export function textOfCut({ parts, left }: Cut): string {
  return JSON.stringify({ left, parts: parts.map(({ at, length, was }) => [at, length, was.use((text) => text)]) });
}

/** Undefined where it is none. */
export function cutOf(text: string): Cut | undefined {
  const { left, parts } = (fieldsOf(parseJson(text)) ?? {}) as { readonly left?: unknown; readonly parts?: unknown };
  if (typeof left !== 'string' || !Array.isArray(parts)) return undefined;
  const read = parts.map(partOf).filter((part) => part !== undefined);
  return read.length === parts.length ? { left, parts: read } : undefined;
}

function partOf(part: unknown): Cut['parts'][number] | undefined {
  if (!Array.isArray(part)) return undefined;
  const [at, length, was] = part as readonly unknown[];
  if (typeof at !== 'number' || typeof length !== 'number' || typeof was !== 'string') return undefined;
  return { at, length, was: new Secret(was) };
}
