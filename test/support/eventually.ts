import { setTimeout as pause } from 'node:timers/promises';

/** For what another process does in its own time. */
export async function eventually(holds: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not come about: ${holds.toString()}`);
    await pause(20);
  }
}
