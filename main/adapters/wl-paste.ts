import { execFile } from 'node:child_process';

const DEADLINE_MS = 2000;
/** More than the longest value that is kept, in its longest encoding. */
const MOST_BYTES = 262_144;

/** What the Wayland clipboard holds by the word of `wl-paste`; undefined where that is not installed or does not answer in time. */
export function readByWlPaste(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: DEADLINE_MS, maxBuffer: MOST_BYTES, encoding: 'utf8' } as const;
    execFile('wl-paste', ['--no-newline', '--type', 'text'], options, (error, stdout) => {
      // Status 1 says that there is nothing, or nothing that is text.
      if (error === null) resolve(stdout);
      else resolve(error.code === 1 ? '' : undefined);
    });
  });
}
