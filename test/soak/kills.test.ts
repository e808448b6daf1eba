import { judgeKillsWhileAdding, judgeKillsWhileWriting } from '../adapters/files/kills.ts';

judgeKillsWhileAdding(200);
judgeKillsWhileWriting(50);
