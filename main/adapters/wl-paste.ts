import { execFile } from 'node:child_process';

const DEADLINE_MS = 2000;
/** More than the longest value that is kept, in its longest encoding. */
const MOST_BYTES = 262_144;
/** How it says that there is nothing, or nothing that is text; its status is the same where it reached no compositor. */
const NOTHING = /nothing is copied|no selection|no suitable type|not available as requested type/i;

/** What the Wayland clipboard holds by the word of `wl-paste`; undefined where that is not installed or does not answer in time. */
export function readByWlPaste(): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Its messages are read, so they must not be translated.
    const env = { ...process.env, LC_ALL: 'C' };
    const options = { timeout: DEADLINE_MS, maxBuffer: MOST_BYTES, encoding: 'utf8', env } as const;
    execFile('wl-paste', ['--no-newline', '--type', 'text'], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else resolve(NOTHING.test(stderr) ? '' : undefined);
    });
  });
}
