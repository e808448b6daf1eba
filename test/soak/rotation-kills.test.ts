import { describe } from 'vitest';
import { judgeKills } from '../support/judge-kills.ts';

describe('killed in the middle', () => {
  judgeKills('replace', 40);
  judgeKills('overlap', 40);
});
