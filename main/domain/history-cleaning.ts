import type { Sighting } from '../../shared/commands/scan.ts';
import type { SearchShape } from './search-shape.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Commands that take a value out of a repository's history, for a person to run: they change every commit after it. Told by its shape, never
 * by the value. Empty where it lies in no history.
 */
export function historyCleaning(
  root: string,
  sightings: readonly Sighting[],
  shapes: readonly SearchShape[],
): readonly string[] {
  const kept = sightings.filter(({ place }) => place.object !== undefined);
  if (kept.length === 0) return [];
  const git = `git -C ${quoted(root)}`;
  const rules = new Set(kept.map(({ rule }) => rule));
  const sources = shapes.filter(({ rule }) => rules.has(rule)).map(({ source }) => source);
  const files = new Set(kept.filter(({ place }) => place.commit !== undefined).map(({ place }) => place.file));
  const rewriting =
    sources.length > 0
      ? sources.map(
          (source) => `${git} filter-repo --force --replace-text <(echo ${quoted(`regex:${source}==>REMOVED`)})`,
        )
      : [...files].map((file) => `${git} filter-repo --force --invert-paths --path ${quoted(file)}`);
  return [
    ...rewriting,
    `${git} stash list`,
    `${git} reflog expire --expire=now --all`,
    `${git} gc --prune=now`,
    `${git} push --force-with-lease --all`,
    `${git} push --force-with-lease --tags`,
  ];
}
