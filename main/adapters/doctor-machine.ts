import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import type { Finding } from '../../shared/commands/keeping.ts';
import type { FileFailure } from '../../shared/failure.ts';
import { failureWords } from '../../shared/words-failure.ts';
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
  if (proxy === undefined) return { topic: 'proxy', state: 'good', found: 'none', meaning: '' };
  const address = hostOf(proxy);
  if (address !== undefined) return { topic: 'proxy', state: 'good', found: address, meaning: '' };
  const meaning =
    'The proxy that is set is no address, so no issuer can be reached. Write it as http://host:port, or unset https_proxy.';
  return { topic: 'proxy', state: 'bad', found: 'not an address', meaning };
}

function hostOf(text: string): string | undefined {
  try {
    const { protocol, host } = new URL(text);
    return host === '' ? undefined : `${protocol}//${host}`;
  } catch {
    return undefined;
  }
}

const SYSTEM_STORES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows certificate store',
};
/** A bundle is looked into no further than this. */
const MOST_LOOK_BYTES = 65_536;

export async function caFinding(env: Environment, platform: NodeJS.Platform): Promise<Finding> {
  const store = SYSTEM_STORES[platform] ?? (await firstCertificates(SYSTEM_FILES));
  const extra = env['NODE_EXTRA_CA_CERTS'] ?? '';
  if (extra !== '' && !(await holdsCertificates(extra))) {
    const meaning =
      'NODE_EXTRA_CA_CERTS names a file with no certificate in it that could be read, so issuers behind a company CA look broken. Mend the path.';
    return { topic: 'ca', state: 'bad', found: extra, meaning };
  }
  const found = [store === extra ? undefined : store, ...(extra === '' ? [] : [`${extra} (NODE_EXTRA_CA_CERTS)`])]
    .filter((each) => each !== undefined)
    .join(', ');
  if (found !== '') return { topic: 'ca', state: 'good', found, meaning: '' };
  return {
    topic: 'ca',
    state: 'poor',
    found: 'built-in list',
    meaning: 'There is no system list of certificate authorities; a company CA is not known. Install ca-certificates.',
  };
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
  if (offsetMs === undefined) return { topic: 'clock', state: 'good', found: 'not compared yet', meaning: '' };
  if (Math.abs(offsetMs) <= TOLERATED_OFFSET_MS) return { topic: 'clock', state: 'good', found: 'right', meaning: '' };
  const found = `${Math.round(Math.abs(offsetMs) / 60_000)} min ${offsetMs > 0 ? 'ahead' : 'behind'}`;
  return {
    topic: 'clock',
    state: 'poor',
    found,
    meaning:
      'Times of expiry are corrected for it, but other programs may take good tokens for expired. Turn on network time.',
  };
}

/** Windows has no mode bits worth asking: the profile folder is the user's alone. */
export async function filesFinding(
  home: string,
  troubles: readonly FileFailure[],
  platform: NodeJS.Platform,
): Promise<Finding> {
  const [trouble] = troubles;
  if (trouble !== undefined) {
    const { happened, todo = '' } = failureWords(trouble);
    return { topic: 'files', state: 'bad', found: home, meaning: `${happened} ${todo}`.trim() };
  }
  try {
    const { mode } = await stat(home);
    await access(home, constants.R_OK | constants.W_OK);
    const shared = platform !== 'win32' && (mode & 0o077) !== 0;
    const meaning = shared
      ? `Other users of this machine can look into it, at names and dates but at no value. Run chmod 700 on it.`
      : '';
    return { topic: 'files', state: shared ? 'poor' : 'good', found: home, meaning };
  } catch {
    return {
      topic: 'files',
      state: 'bad',
      found: home,
      meaning:
        'The folder cannot be read and written, so nothing new is kept. Make it yours with chown, or choose another with --home.',
    };
  }
}

export function runtimeFinding(
  kind: 'app' | 'headless',
  versions: Readonly<Record<string, string | undefined>>,
): Finding {
  const { electron, node } = versions;
  const found = `${electron === undefined ? '' : `Electron ${electron}, `}Node ${node ?? ''}, ${kind === 'app' ? 'with a window' : 'headless'}`;
  return { topic: 'runtime', state: 'good', found, meaning: '' };
}
