import { describe } from 'vitest';
import { judgeRestarts } from '../support/judge-restarts.ts';

describe('a token that expires in 30 days', () => {
  judgeRestarts(20);
});
