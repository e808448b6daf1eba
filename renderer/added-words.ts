import type { Added } from '../shared/commands/keeping.ts';
import { cleanedWords } from '../shared/words.ts';

/** What was cleaned away from a paste before it was kept, and where its double is; undefined where there is nothing to tell. */
export function addedWords({ cleaned, duplicateOf }: Added): string | undefined {
  const parts = [
    ...(cleaned.length > 0 ? [`Taken away first: ${cleaned.map(cleanedWords).join(', ')}.`] : []),
    ...(duplicateOf !== undefined ? [`The same value is kept as ${duplicateOf} too.`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
