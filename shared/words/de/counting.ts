import { createCounting } from '../counting.ts';

export const deCounting = createCounting('de-DE');
