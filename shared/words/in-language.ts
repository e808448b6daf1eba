import type { Words } from './catalogue.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Language } from './language.ts';

const ALL: Readonly<Record<Language, Words>> = { en: english, de: german };

export const wordsIn = (language: Language): Words => ALL[language];
