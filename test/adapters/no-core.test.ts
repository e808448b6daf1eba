import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const adapter = path.resolve(import.meta.dirname, '../../main/adapters/no-core.ts');

/** A process that does what the app does at its start, and says so; then it waits to be ended. */
async function started(act: 'writeNoCore' | 'hearNoDebugger') {
  const script = `import { ${act} } from ${JSON.stringify(adapter)}; ${act}(); console.log('begun'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints = text(child.stderr);
  await once(child.stdout, 'data');
  return {
    child,
    async end() {
      child.kill('SIGKILL');
      return complaints;
    },
  };
}

const coreLimit = (pid: number | undefined): string =>
  /^Max core file size +(\S+) +(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1] ?? '';

describe.runIf(process.platform === 'linux')('a process that holds values', () => {
  test('leaves no image of its memory on the disk when it crashes', async () => {
    const { child, end } = await started('writeNoCore');
    await expect.poll(() => coreLimit(child.pid), { timeout: 5000 }).toBe('0');
    await end();
  });

  test('opens no debugger to whoever can send it a signal', async () => {
    const { child, end } = await started('hearNoDebugger');
    child.kill('SIGUSR1');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode).toBe(null);
    expect(await end()).not.toContain('Debugger listening');
  });
});
