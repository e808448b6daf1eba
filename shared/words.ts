import { english } from './words/english.ts';

// What the command line says. Window, tray and notices speak the person's language: see words/in-language.ts.
export const {
  status: statusWords,
  evidence: evidenceWords,
  expiry: expiryWords,
  warning: warningWords,
  cleaned: cleanedWords,
  notice: noticeWords,
  remedy: remedyWords,
  sight: sightWords,
} = english;
