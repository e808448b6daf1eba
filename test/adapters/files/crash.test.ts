import { judgeKillsWhileAdding } from './kills.ts';

judgeKillsWhileAdding(12);
