import { createContext, use } from 'react';
import type { Words } from '../shared/words/catalogue.ts';
import { wordsIn } from '../shared/words/in-language.ts';
import type { Language } from '../shared/words/language.ts';
import { windowTextIn, type WindowText } from '../shared/words/window.ts';

/** One language: what is said of tokens everywhere, and what only the window says. */
export interface Spoken {
  readonly words: Words;
  readonly text: WindowText;
}

const SPOKEN: Readonly<Record<Language, Spoken>> = {
  en: { words: wordsIn('en'), text: windowTextIn('en') },
  de: { words: wordsIn('de'), text: windowTextIn('de') },
};

export const spokenIn = (language: Language): Spoken => SPOKEN[language];

export const Speaking = createContext<Spoken>(SPOKEN.en);
export const useSpoken = (): Spoken => use(Speaking);
