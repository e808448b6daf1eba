import type { Added } from '../shared/commands/keeping.ts';
import type { Spoken } from './speaking.ts';

/** What was cleaned away from a paste before it was kept, and where its double is; undefined where there is nothing to tell. */
export function addedWords({ cleaned, duplicateOf }: Added, { words, text }: Spoken): string | undefined {
  const parts = [
    ...(cleaned.length > 0 ? [text.adding.takenAway(cleaned.map(words.cleaned).join(', '))] : []),
    ...(duplicateOf !== undefined ? [text.adding.sameAs(duplicateOf)] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
