import type { Page } from 'playwright';
import { median } from './figures.ts';

const FRAME_MS = 1000 / 60;

/** What scrolls: whatever the rows are in, or the page itself. */
function droppedIn(page: Page, rows: string): Promise<number> {
  return page.evaluate(
    async ([wanted, frame]) => {
      let list = document.querySelector(wanted)?.parentElement ?? null;
      while (list !== null && list.scrollHeight <= list.clientHeight + 1) list = list.parentElement;
      if (list === null) throw new Error('nothing can be scrolled');
      const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const begun = await next();
      let [last, dropped, due] = [begun, 0, 0];
      while (last - begun < 3000) {
        list.scrollTop += 60;
        const now = await next();
        const frames = Math.max(1, Math.round((now - last) / frame));
        dropped += frames - 1;
        due += frames;
        last = now;
      }
      return dropped / due;
    },
    [rows, FRAME_MS] as const,
  );
}

/** The part of frames that were due while the list of tokens is scrolled for three seconds and did not come. */
export const droppedFrames = (page: Page): Promise<number> => droppedIn(page, '.tk-row');

/** The same for as many lines of plain text in a page with nothing else: what this machine's drawing itself leaves out. */
export async function droppedByBare(page: Page, lines: number): Promise<number> {
  await page.evaluate((count) => {
    const line = '<p>service-1 Valid GitHub</p>';
    document.body.innerHTML = `<div>${line.repeat(count)}</div>`;
  }, lines);
  return droppedIn(page, 'p');
}

const WORDS = ['service-42', 'github', 'job-1999', 'gitlab service'];

/** From a key in the search to the frame that shows its answer; the 95th of a hundred, in milliseconds. */
export async function keystrokes(page: Page): Promise<number> {
  const times: number[] = [];
  const search = page.getByRole('searchbox').or(page.getByPlaceholder('Search')).first();
  await search.focus();
  for (const word of WORDS) {
    await search.fill('');
    for (const letter of word) {
      await page.evaluate(() => {
        const state = globalThis as unknown as { shownAfter?: Promise<number> };
        const field = document.activeElement as HTMLInputElement;
        state.shownAfter = new Promise((resolve) => {
          field.addEventListener(
            'input',
            ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp), 0)),
            { once: true },
          );
        });
      });
      await page.keyboard.type(letter);
      times.push(await page.evaluate(() => (globalThis as unknown as { shownAfter: Promise<number> }).shownAfter));
    }
  }
  await search.fill('');
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? NaN;
}

const CHANGES = 5;

/** From the picture's arrival in the page to the screen that shows it, in milliseconds. */
export async function changeToScreen(page: Page, change: (owner: string) => Promise<unknown>): Promise<number> {
  await page.getByPlaceholder('Search').first().fill('service-0');
  const times: number[] = [];
  for (let run = 0; run < CHANGES; run += 1) {
    const owner = `owner-${run}`;
    const shown = page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const bridge = (globalThis as unknown as { tokenkeep: { watch(listener: () => void): () => void } })
            .tokenkeep;
          let arrived = 0;
          const end = bridge.watch(() => void (arrived = performance.now()));
          const look = new MutationObserver(() => {
            if (!document.body.innerText.includes(wanted)) return;
            look.disconnect();
            end();
            requestAnimationFrame(() => resolve(performance.now() - arrived));
          });
          look.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
      owner,
    );
    await change(owner);
    times.push(await shown);
  }
  return median(times);
}
