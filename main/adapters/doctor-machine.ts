import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import type { Finding } from '../../shared/diagnosis.ts';
import type { FileFailure } from '../../shared/failure.ts';
import { proxyFor } from './proxy-choice.ts';
import { SYSTEM_FILES } from './trusted-certificates.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Stands for any issuer when it is asked which proxy is taken. */
const ANY_ISSUER = new URL('https://api.github.com/');

/** Where the program's own requests take the system's proxy, that is what is shown. User and password in an address are left out. */
export async function proxyFinding(
  env: Environment,
  systemProxy: (() => Promise<string | undefined>) | undefined,
): Promise<Finding> {
  const proxy = systemProxy === undefined ? proxyFor(ANY_ISSUER, env) : await systemProxy();
  if (proxy === undefined) return { topic: 'proxy', state: 'good', sight: { code: 'proxy-none' } };
  const address = hostOf(proxy);
  return address === undefined
    ? { topic: 'proxy', state: 'bad', sight: { code: 'proxy-broken' } }
    : { topic: 'proxy', state: 'good', sight: { code: 'proxy-used', address } };
}

function hostOf(text: string): string | undefined {
  try {
    const { protocol, host } = new URL(text);
    return host === '' ? undefined : `${protocol}//${host}`;
  } catch {
    return undefined;
  }
}

/** A bundle is looked into no further than this. */
const MOST_LOOK_BYTES = 65_536;

export async function caFinding(env: Environment, platform: NodeJS.Platform): Promise<Finding> {
  const topic = 'ca';
  const named = env['NODE_EXTRA_CA_CERTS'] ?? '';
  if (named !== '' && !(await holdsCertificates(named)))
    return { topic, state: 'bad', sight: { code: 'ca-extra-broken', file: named } };
  const extra = named === '' ? undefined : named;
  if (platform === 'darwin' || platform === 'win32')
    return { topic, state: 'good', sight: { code: 'ca-system', system: platform, extra } };
  const found = await firstCertificates(SYSTEM_FILES);
  const store = found === extra ? undefined : found;
  return store === undefined && extra === undefined
    ? { topic, state: 'poor', sight: { code: 'ca-built-in' } }
    : { topic, state: 'good', sight: { code: 'ca-known', store, extra } };
}

async function firstCertificates(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await holdsCertificates(file)) return file;
  return undefined;
}

async function holdsCertificates(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(MOST_LOOK_BYTES) });
      return buffer.toString('latin1', 0, bytesRead).includes('-----BEGIN CERTIFICATE-----');
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/** Up to this an offset changes nothing that a person would notice. */
const TOLERATED_OFFSET_MS = 120_000;

/** @param offsetMs how far this machine's clock is ahead of the issuers', as their answers tell; undefined before the first. */
export function clockFinding(offsetMs: number | undefined): Finding {
  const topic = 'clock';
  if (offsetMs === undefined) return { topic, state: 'good', sight: { code: 'clock-uncompared' } };
  const off = Math.abs(offsetMs);
  if (off <= TOLERATED_OFFSET_MS) return { topic, state: 'good', sight: { code: 'clock-right' } };
  return { topic, state: 'poor', sight: { code: 'clock-off', minutes: Math.round(off / 60_000), ahead: offsetMs > 0 } };
}

/** What is wrong with the files, each for itself, and with their folder. Windows has no mode bits worth asking: the profile folder is the user's alone. */
export async function filesFindings(
  home: string,
  troubles: readonly FileFailure[],
  platform: NodeJS.Platform,
): Promise<readonly Finding[]> {
  const told = new Map(troubles.map((failure) => [JSON.stringify(failure), failure]));
  const found = [...told.values()].map((failure): Finding => ({
    topic: 'files',
    state: 'bad',
    sight: { code: 'trouble', failure },
  }));
  const folder = await folderFinding(home, platform);
  return found.length > 0 && folder.state === 'good' ? found : [...found, folder];
}

async function folderFinding(home: string, platform: NodeJS.Platform): Promise<Finding> {
  const topic = 'files';
  try {
    const { mode } = await stat(home);
    await access(home, constants.R_OK | constants.W_OK);
    const shared = platform !== 'win32' && (mode & 0o077) !== 0;
    return shared
      ? { topic, state: 'poor', sight: { code: 'files-shared', home } }
      : { topic, state: 'good', sight: { code: 'files-fine', home } };
  } catch {
    return { topic, state: 'bad', sight: { code: 'files-closed', home } };
  }
}

export function runtimeFinding(
  kind: 'app' | 'headless',
  { electron, node = '' }: Readonly<Record<string, string | undefined>>,
): Finding {
  return { topic: 'runtime', state: 'good', sight: { code: 'runtime', electron, node, kind } };
}
