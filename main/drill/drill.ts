import type { DrillName, DrillReport } from '../../shared/drill.ts';
import { runCourse, TOKENS } from './course.ts';
import { drills } from './drills.ts';

/** Rehearses one mishap on a vault of its own, which is thrown away. The person's own vault and keychain are not asked for anything. */
export async function rehearse(drill: DrillName): Promise<DrillReport> {
  const began = performance.now();
  const { steps, lost } = await runCourse(drills[drill]);
  const held = steps.every((step) => step.held);
  return { drill, tokens: TOKENS, steps, lost, held, tookMs: Math.round(performance.now() - began) };
}
