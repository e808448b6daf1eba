import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ToolHosts } from '../domain/ports.ts';
import { urlOf } from './url-of.ts';

const MOST_MS = 10_000;
const MOST_BYTES = 1_048_576;

/** How npm says where its registry is; each answers undefined where there is nothing to be had. */
interface NpmParts {
  /** What `npm config get KEY` prints. */
  readonly ask?: (key: string) => Promise<string | undefined>;
  readonly read?: (file: string) => Promise<string | undefined>;
  readonly home?: string;
}

/** Where npm is set up to look: its registry, then those of scopes. No registry is known here; where npm is not there, its own file is read. */
export function createToolHosts({ ask = askNpm, read = readText, home = os.homedir() }: NpmParts = {}): ToolHosts {
  return {
    async find(tool) {
      if (tool !== 'npm') return [];
      const [registry, file] = await Promise.all([ask('registry'), ask('userconfig')]);
      const lines = settingsIn((await read(hasText(file) ? file : path.join(home, '.npmrc'))) ?? '');
      const own = registry ?? lines.find(([key]) => key === 'registry')?.[1];
      const scoped = lines.filter(([key]) => /^@[^:]+:registry$/.test(key)).map(([, text]) => text);
      return [...new Set([own, ...scoped].map(baseOf).filter((base) => base !== undefined))];
    },
  };
}

const hasText = (text: string | undefined): text is string => text !== undefined && text !== 'undefined' && text !== '';

/** `key=value` lines; comments, sections and what npm would fill in from the environment are left out. */
function settingsIn(text: string): readonly (readonly [string, string])[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, key, setting] = /^\s*([^;#=\s[][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined || setting === undefined || setting.includes('${') ? [] : [[key, setting] as const];
  });
}

function baseOf(text: string | undefined): string | undefined {
  const url = text === undefined ? undefined : urlOf(text);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** On Windows npm is a script that only a shell runs; what it is given are words of our own. */
function askNpm(key: string): Promise<string | undefined> {
  const shell = process.platform === 'win32';
  const options = { timeout: MOST_MS, maxBuffer: MOST_BYTES, windowsHide: true, shell, cwd: os.homedir() } as const;
  return new Promise((resolve) => {
    execFile('npm', ['config', 'get', key], options, (error, stdout) =>
      resolve(error === null && hasText(stdout.trim()) ? stdout.trim() : undefined),
    );
  });
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
