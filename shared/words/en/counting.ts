import { createCounting } from '../counting.ts';

export const enCounting = createCounting('en-GB');
