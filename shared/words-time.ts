import { enTime } from './words/en/time.ts';

// What the command line says. Window, tray and notices speak the person's language: see words/in-language.ts.
export const { ago, exact: exactTime, left: timeLeft, length: lengthWords } = enTime;
