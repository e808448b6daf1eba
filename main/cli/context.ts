import { homedir } from 'node:os';
import path from 'node:path';
import { isatty } from 'node:tty';
import { homeFolder } from '../../shared/home.ts';

/** What every command is told besides its own arguments. */
export interface Context {
  /** Absolute. */
  readonly home: string;
  readonly json: boolean;
  /** Somebody sits at the terminal and may be asked. */
  readonly interactive: boolean;
  /** Nobody said that no person may be asked, though the pipes may lead elsewhere. */
  readonly mayPrompt: boolean;
  /** This program's own first file, to be started again. */
  readonly entry: string;
}

export interface GlobalOptions {
  readonly home?: string | undefined;
  readonly json?: boolean | undefined;
  readonly nonInteractive?: boolean | undefined;
}

export function contextOf({ home, json, nonInteractive }: GlobalOptions, entry: string): Context {
  const folder = homeFolder({ flag: home, platform: process.platform, env: process.env, homedir: homedir() });
  // By number: to look at the streams themselves is to open them, which takes a tool that waits for its value some milliseconds.
  const isTerminal = isatty(0) && isatty(2);
  const mayPrompt = nonInteractive !== true;
  return { home: path.resolve(folder), json: json ?? false, interactive: isTerminal && mayPrompt, mayPrompt, entry };
}
