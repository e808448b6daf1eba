import type { Confidence } from '../../shared/commands/keeping.ts';
import type { ProviderId } from '../../shared/token.ts';
import { literalStarts } from './literal-starts.ts';
import type { Registry } from './provider.ts';

/** How a kind of token is looked for in the midst of other text. */
export interface SearchShape {
  /** The kind's id: what a finding is named by, besides its digest. */
  readonly rule: string;
  readonly provider: ProviderId;
  /** Issuer and kind, in words. */
  readonly name: string;
  readonly confidence: Confidence;
  /** One of these stands at the beginning of every value; empty where nothing fixed does. */
  readonly starts: readonly string[];
  /** Of the whole value. */
  readonly whole: RegExp;
  /** The same, unanchored; of a value with several lines, that of one of its lines. */
  readonly source: string;
  /** What is found is one line of a value, and is told by its telling part. */
  readonly hasLines?: boolean | undefined;
}

/** All that can be told from other text by its shape alone. What looks like any digest or id is left out. */
export function searchShapes({ all }: Pick<Registry, 'all'>): readonly SearchShape[] {
  return all.flatMap((provider) =>
    provider.kinds.flatMap((kind) => {
      const about = { rule: kind.id, provider: provider.id, name: `${provider.name} ${kind.name}` };
      return [
        ...(kind.shapes ?? []).map((whole) => shapeOf(about, 'high', whole, kind.line)),
        // Without a beginning of its own it fits too much of any program's text.
        ...(kind.likely ?? []).map((whole) => shapeOf(about, 'medium', whole)).filter((shape) => shape?.starts.length),
      ].filter((shape) => shape !== undefined);
    }),
  );
}

type About = Pick<SearchShape, 'rule' | 'provider' | 'name'>;

function shapeOf(about: About, confidence: Confidence, whole: RegExp, line?: RegExp): SearchShape | undefined {
  const source = /^\^([^]*)\$$/.exec(whole.source)?.[1];
  if (source === undefined) return undefined;
  // A search goes line by line, and what has several lines is on none of them.
  if (!source.includes('[^]')) return { ...about, confidence, starts: literalStarts(source), whole, source };
  return line === undefined
    ? undefined
    : { ...about, confidence, starts: [], whole, source: line.source, hasLines: true };
}
