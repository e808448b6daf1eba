import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectBus } from '../../main/adapters/dbus.ts';
import { createNodeNotifier } from '../../main/adapters/node-notifier.ts';

const lines: string[] = [];
const log = { note: (event: string) => void lines.push(event) };
const history = () =>
  JSON.parse(execFileSync('dunstctl', ['history'], { encoding: 'utf8' })).data[0].map(
    (one: Record<string, { data: string }>) => [one['appname']?.data, one['summary']?.data, one['body']?.data],
  );

test('with no window a notice reaches the desktop, and no name in it is taken for an option, a command or markup', async () => {
  const bus = connectBus();
  const notifier = createNodeNotifier({ bus, log });
  expect(await notifier.ready()).toBe(true);
  const title = '--help "$(touch out/pwned)" `touch out/pwned` expires in 1 day';
  notifier.raise({ id: '1', kind: 'expiring', title, body: 'Make a new one <b>& more</b>', urgent: false });
  await expect
    .poll(
      () => {
        execFileSync('dunstctl', ['close-all']);
        return history();
      },
      { timeout: 10_000 },
    )
    .toContainEqual(['Tokenkeep', expect.stringContaining(title), 'Make a new one &lt;b&gt;&amp; more&lt;/b&gt;']);
  expect(existsSync('out/pwned')).toBe(false);
  expect(lines).toEqual([]);
  bus.close();
});

test('where nobody shows notifications it is not ready, at once', async () => {
  const bus = connectBus({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
  const started = performance.now();
  expect(await createNodeNotifier({ bus, log }).ready()).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
  bus.close();
});
