import type { Exit } from './exit-status.ts';

/**
 * For tools that wait: an answer of some kind before the time is over. What was begun may go on in the process that holds the vault, so the
 * next question is answered at once; this process ends.
 */
export async function inTime(work: Promise<Exit>, ms: number, late: () => Exit): Promise<Exit> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  const exit = await Promise.race([work, over]);
  clearTimeout(timer);
  return exit ?? process.exit(late());
}
