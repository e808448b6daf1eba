import { describe } from 'vitest';
import { judgeKills } from '../support/judge-kills.ts';

describe('killed in the middle', () => {
  judgeKills('replace', 4);
  judgeKills('overlap', 4);
});
