import { createRequire } from 'node:module';
import path from 'node:path';
import type { Reply } from '../../shared/agent.ts';
import type { DrillName, DrillReport } from '../../shared/drill.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Context } from './context.ts';

/** The vault in a bundle of its own, which no other command loads. */
interface Headless {
  runOnce(home: string, message: unknown): Promise<Reply>;
  /** Serves until it is asked to leave; `ended` resolves when all is put away. */
  serve(home: string): Promise<Result<{ readonly ended: Promise<void>; leave(): void }, Failure>>;
  rehearse(drill: DrillName): Promise<DrillReport>;
}

export function loadHeadless({ entry }: Context): Headless {
  const load = createRequire(entry);
  return load(path.join(path.dirname(entry), 'cli', 'headless.cjs')) as Headless;
}
