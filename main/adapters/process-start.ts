import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { reasonOf } from './file-reason.ts';

/** Start times told in milliseconds come from two clocks of one machine, one of them cut to the second. */
const SAME_WITHIN_MS = 5000;
const ASK_MS = 3000;

/** When a process started, so that it can be told from a later one with the same number. `unknown` says that it could not be asked. */
export type ProcessStart =
  | { readonly kind: 'started'; readonly at: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' };

/** This process's own, in the form that {@link startOf} gives for it. */
export function ownStart(): string {
  if (process.platform === 'linux') {
    const start = linuxStart(process.pid);
    if (start.kind === 'started') return start.at;
  }
  return String(Math.round(performance.timeOrigin));
}

export async function startOf(pid: number): Promise<ProcessStart> {
  if (!isThere(pid)) return { kind: 'gone' };
  if (process.platform === 'linux') return linuxStart(pid);
  return process.platform === 'win32' ? await windowsStart(pid) : await unixStart(pid);
}

export function sameStart(told: string, found: string): boolean {
  if (told === found) return true;
  return /^\d+$/.test(told) && /^\d+$/.test(found) && Math.abs(Number(told) - Number(found)) <= SAME_WITHIN_MS;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Refused means that it lives and is another user's.
    return reasonOf(error) !== 'ESRCH';
  }
}

/** Ticks since boot, with the boot's own id: the same number after a restart is another process. */
function linuxStart(pid: number): ProcessStart {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets and may hold anything, so counting begins behind it.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A killed process that its parent has not yet asked after still has its number.
    if (state === 'Z' || state === 'X') return { kind: 'gone' };
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    const ticks = fields[18];
    return ticks === undefined ? { kind: 'unknown' } : { kind: 'started', at: `${boot}/${ticks}` };
  } catch (error) {
    return { kind: reasonOf(error) === 'ENOENT' || reasonOf(error) === 'ESRCH' ? 'gone' : 'unknown' };
  }
}

async function unixStart(pid: number): Promise<ProcessStart> {
  const told = await ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return startedAt(told === undefined ? Number.NaN : Date.parse(`${told} UTC`));
}

async function windowsStart(pid: number): Promise<ProcessStart> {
  const script = `[DateTimeOffset]::new((Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`;
  const told = await ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]);
  return startedAt(told === undefined || told === '' ? Number.NaN : Number(told));
}

const startedAt = (ms: number): ProcessStart =>
  Number.isFinite(ms) ? { kind: 'started', at: String(ms) } : { kind: 'unknown' };

async function ask(program: string, words: readonly string[]): Promise<string | undefined> {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const { stdout } = await promisify(execFile)(program, [...words], { timeout: ASK_MS, windowsHide: true, env });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
