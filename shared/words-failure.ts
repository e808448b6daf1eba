import { english } from './words/english.ts';

// The sentences are in words/en/failure-*.ts and words/de/failure-*.ts; a code that lacks either does not compile.
export const failureWords = english.failure;
