import { describe } from 'vitest';
import { judgeKills } from '../support/judge-kills.ts';

describe('killed in the middle', () => {
  judgeKills('replace', 6);
  judgeKills('overlap', 6);
});
