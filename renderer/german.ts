import { deWindow } from '../shared/words/de/window.ts';
import { german } from '../shared/words/german.ts';
import type { Spoken } from './speaking.ts';

export const spokenGerman: Spoken = { words: german, text: deWindow };
