import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { LoginItem } from '../domain/login-item-port.ts';

interface Started {
  /** Absolute. */
  readonly program: string;
  readonly args: readonly string[];
  /** The vault that it opens. */
  readonly home: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The desktop's own folder of what it starts: https://specifications.freedesktop.org/autostart-spec/latest/ */
export function autostartPlace(env: Environment, homeFolder = homedir()): string {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  return path.join(
    config.startsWith('/') ? config : path.join(homeFolder, '.config'),
    'autostart',
    'tokenkeep.desktop',
  );
}

/** An entry of ours in that folder. It is written beside and renamed, and read back. */
export function createAutostart(file: string, started: Started): LoginItem {
  const wanted = entryOf(started);
  const read = (): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
  const isOurs = (entry: string): boolean => lineOf(entry, 'X-Tokenkeep-Home') === escaped(started.home);

  async function put(): Promise<boolean> {
    const entry = await read();
    // One that starts this program for this vault stays, with what its owner changed in it.
    if (entry !== undefined && (!isOurs(entry) || lineOf(entry, 'Exec') === lineOf(wanted, 'Exec')))
      return isOurs(entry);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.new`, wanted, { mode: 0o644 });
    await rename(`${file}.new`, file);
    return (await read()) === wanted;
  }

  async function take(): Promise<boolean> {
    const entry = await read();
    if (entry !== undefined && isOurs(entry)) await rm(file, { force: true });
    return true;
  }

  return {
    async set(isOn) {
      try {
        return await (isOn ? put() : take());
      } catch {
        return false;
      }
    },
    async finding(isOn) {
      const entry = await read();
      if (!isOn) return { topic: 'login', state: 'good', sight: { code: 'login-off' } };
      const lack = entry === undefined ? 'absent' : isOurs(entry) ? lackOf(entry) : 'other-vault';
      return lack === undefined
        ? { topic: 'login', state: 'good', sight: { code: 'login-on', place: file } }
        : { topic: 'login', state: 'poor', sight: { code: 'login-lacks', place: file, why: lack } };
    },
  };
}

/** The desktop's own settings turn an entry off by a line in it. */
function lackOf(entry: string): 'turned-off' | undefined {
  const isOff = lineOf(entry, 'Hidden') === 'true' || lineOf(entry, 'X-GNOME-Autostart-enabled') === 'false';
  return isOff ? 'turned-off' : undefined;
}

const lineOf = (entry: string, key: string): string | undefined =>
  entry
    .split('\n')
    .find((line) => line.startsWith(`${key}=`))
    ?.slice(key.length + 1);

const entryOf = ({ program, args, home }: Started): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Tokenkeep',
    'Comment=Keeps API tokens and warns before they expire',
    'Comment[de]=Bewahrt API-Token auf und warnt, bevor sie ablaufen',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'Icon=tokenkeep',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    `X-Tokenkeep-Home=${escaped(home)}`,
    '',
  ].join('\n');

/** One argument of a command: quoted, its own percent signs doubled, and all of it escaped once more as any text of an entry. */
const quoted = (arg: string): string => escaped(`"${arg.replace(/["`$\\]/g, String.raw`\$&`)}"`).replace(/%/g, '%%');

const escaped = (text: string): string =>
  text
    .replace(/\\/g, String.raw`\\`)
    .replace(/\n/g, String.raw`\n`)
    .replace(/\r/g, String.raw`\r`);
