import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenkeepAt } from '../cli/run-tokenkeep.ts';
import { ask, freshHome, launchApp, until } from './launch-app.ts';

/** Obviously fake, and in no other place than the clipboard and the keyring. */
const canary = `ghp_${'Canary0'.repeat(5)}0`;
const home = freshHome();

let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  app = await launchApp(home, '--open');
  page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
});
afterAll(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

/** All that the page's engine holds, as text. */
async function heapOf(of: Page): Promise<string> {
  const session = await of.context().newCDPSession(of);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

test('a value is not in the memory of the page after it was added from the clipboard, copied and lent', async () => {
  const owner = spawn('xclip', ['-i', '-selection', 'clipboard'], { stdio: ['pipe', 'ignore', 'ignore'] });
  owner.stdin.end(canary);
  const added = await until(async () => {
    const answer = await ask(page, 'add', { label: 'quiet', provider: 'other', pasted: { kind: 'clipboard' } });
    return answer.ok ? answer : undefined;
  });
  expect(added.ok).toBe(true);
  await page
    .getByRole('button', { name: /^Tokens/ })
    .first()
    .click();
  await page.getByText('quiet').first().click();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('quiet is on the clipboard').first().waitFor();
  await ask(page, 'edit', { token: 'quiet', policy: 'open' });
  const lent = await tokenkeepAt(home)(['get', 'quiet']);
  expect(lent.stdout.trim()).toBe(canary);

  const heap = await heapOf(page);
  // What is looked for would be found: the name of the token is there.
  expect(heap).toContain('quiet');
  for (const form of [canary, Buffer.from(canary).toString('base64').slice(0, 40), canary.slice(4, 24)]) {
    expect(heap.includes(form)).toBe(false);
  }
});
