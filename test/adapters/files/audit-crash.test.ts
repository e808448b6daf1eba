import { judgeKillsWhileWriting } from './kills.ts';

judgeKillsWhileWriting(15);
