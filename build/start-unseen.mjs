// The part of `npm start` that runs inside build/desktop-session: starts the app with its window open, takes a picture
// of the whole screen, says what the vault holds, and stays until it is stopped.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { electronArguments, electronRuntime } from './electron-runtime.mjs';
import { at, root } from './paths.mjs';

const screenshot = at('out', 'screenshot.png');
const app = spawn(electronRuntime().path, electronArguments(['--open', ...process.argv.slice(2)]), {
  cwd: root,
  stdio: 'inherit',
});
const ended = new Promise((resolve) => app.once('exit', (code) => resolve(code ?? 1)));
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    app.kill('SIGTERM');
  });
}

if (await windowAppears()) {
  await takePicture();
  console.log(`start: a picture of the screen is in ${screenshot}`);
  for (const command of ['list', 'doctor']) {
    console.log(`\n$ out/tokenkeep ${command}`);
    spawnSync(at('out', 'tokenkeep'), [command], { stdio: 'inherit' });
  }
  console.log('\nstart: running until Ctrl-C');
} else if (!stopping && app.exitCode === null) {
  console.error('start: the window did not appear within 30 s');
}
const status = await ended;
process.exit(stopping ? 0 : status);

async function windowAppears() {
  for (
    const deadline = Date.now() + 30_000;
    Date.now() < deadline && app.exitCode === null && !stopping;
    await sleep(200)
  ) {
    if (spawnSync('xdotool', ['search', '--onlyvisible', '--class', 'tokenkeep']).status === 0) return true;
  }
  return false;
}

/** When the window has come to rest: two pictures in a row are the same, or ten seconds have gone. */
async function takePicture() {
  let last;
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(700)) {
    spawnSync('import', ['-window', 'root', '-define', 'png:exclude-chunks=date,time', screenshot]);
    const now = createHash('sha256').update(readFileSync(screenshot)).digest('hex');
    if (now === last) return;
    last = now;
  }
}
