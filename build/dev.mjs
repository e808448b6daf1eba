// `npm run dev`: starts what setup has built, then builds and starts again whenever a source changes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { buildAll } from './build.mjs';
import { electronArguments, electronRuntime } from './electron-runtime.mjs';
import { at, root } from './paths.mjs';

const args = electronArguments(['--open', ...process.argv.slice(2)]);
let app;
let busy = false;
let owed = false;
let timer;

for (const folder of ['shared', 'main', 'renderer', 'build/icons']) {
  watch(at(folder), { recursive: true }, () => {
    clearTimeout(timer);
    // An editor or git touches several files at once.
    timer = setTimeout(() => void renew(), 150);
  });
}
process.on('SIGINT', () => void stop().then(() => process.exit(0)));
process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
start();

/** One at a time; a change during a build owes another one. */
async function renew() {
  if (busy) {
    owed = true;
    return;
  }
  busy = true;
  do {
    owed = false;
    try {
      await buildAll();
      await stop();
      start();
    } catch (error) {
      // The last build still runs; the next change may mend this one.
      console.error(String(error));
    }
  } while (owed);
  busy = false;
}

function start() {
  app = spawn(electronRuntime().path, args, { cwd: root, stdio: 'inherit' });
}

async function stop() {
  if (!app || app.exitCode !== null || app.signalCode !== null) return;
  app.kill('SIGTERM');
  await once(app, 'exit');
}
