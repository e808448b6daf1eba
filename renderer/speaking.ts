import { createContext, use, useEffect, useState } from 'react';
import type { Words } from '../shared/words/catalogue.ts';
import { english } from '../shared/words/english.ts';
import { enWindow } from '../shared/words/en/window.ts';
import type { Language } from '../shared/words/language.ts';
import type { WindowText } from '../shared/words/window.ts';

/** One language: what is said of tokens everywhere, and what only the window says. */
export interface Spoken {
  readonly words: Words;
  readonly text: WindowText;
}

/** English is there from the beginning, any other when it has been learned. */
const spokenEnglish: Spoken = { words: english, text: enWindow };
const known: Partial<Record<Language, Spoken>> = { en: spokenEnglish };

const LESSONS = {
  en: async () => spokenEnglish,
  de: () => import('./german.ts').then(({ spokenGerman }) => spokenGerman),
} satisfies Record<Language, () => Promise<Spoken>>;

/** To be awaited before anything is said in it. */
export async function learn(language: Language): Promise<Spoken> {
  return (known[language] ??= await LESSONS[language]());
}

/** What is spoken; until a newly chosen language is learned, the one before. */
export function useLanguage(language: Language): Spoken {
  const [spoken, setSpoken] = useState(known[language] ?? spokenEnglish);
  useEffect(() => {
    let isWanted = true;
    void learn(language).then((learned) => isWanted && setSpoken(learned));
    return () => void (isWanted = false);
  }, [language]);
  return spoken;
}

export const Speaking = createContext<Spoken>(spokenEnglish);
export const useSpoken = (): Spoken => use(Speaking);
