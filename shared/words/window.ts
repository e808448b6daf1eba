import { deActs } from './de/window/acts.ts';
import { deAdding } from './de/window/adding.ts';
import { deAround } from './de/window/around.ts';
import { deAudit } from './de/window/audit.ts';
import { deBackup } from './de/window/backup.ts';
import { deFindFile } from './de/window/find-file.ts';
import { deFindFolder, deLeak } from './de/window/find-folder.ts';
import { deFindMachine } from './de/window/find-machine.ts';
import { deFrame } from './de/window/frame.ts';
import { deHome } from './de/window/home.ts';
import { deLending } from './de/window/lending.ts';
import { deLock } from './de/window/lock.ts';
import { deSignIn } from './de/window/sign-in.ts';
import { deTeam } from './de/window/team.ts';
import { deToken } from './de/window/token.ts';
import { deTokens } from './de/window/tokens.ts';
import { deWelcome } from './de/window/welcome.ts';
import { enActs } from './en/window/acts.ts';
import { enAdding } from './en/window/adding.ts';
import { enAround } from './en/window/around.ts';
import { enAudit } from './en/window/audit.ts';
import { enBackup } from './en/window/backup.ts';
import { enFindFile } from './en/window/find-file.ts';
import { enFindFolder, enLeak } from './en/window/find-folder.ts';
import { enFindMachine } from './en/window/find-machine.ts';
import { enFrame } from './en/window/frame.ts';
import { enHome } from './en/window/home.ts';
import { enLending } from './en/window/lending.ts';
import { enLock } from './en/window/lock.ts';
import { enSignIn } from './en/window/sign-in.ts';
import { enTeam } from './en/window/team.ts';
import { enToken } from './en/window/token.ts';
import { enTokens } from './en/window/tokens.ts';
import { enWelcome } from './en/window/welcome.ts';
import type { Language } from './language.ts';

const english = {
  frame: enFrame,
  home: enHome,
  tokens: enTokens,
  token: enToken,
  acts: enActs,
  adding: enAdding,
  signIn: enSignIn,
  lending: enLending,
  audit: enAudit,
  team: enTeam,
  find: {
    machine: enFindMachine,
    file: enFindFile,
    folder: enFindFolder,
  },
  leak: enLeak,
  lock: enLock,
  backup: enBackup,
  ...enAround,
  welcome: enWelcome,
};

/** What only the window says. A text that lacks its German does not compile. */
export type WindowText = typeof english;

const german: WindowText = {
  frame: deFrame,
  home: deHome,
  tokens: deTokens,
  token: deToken,
  acts: deActs,
  adding: deAdding,
  signIn: deSignIn,
  lending: deLending,
  audit: deAudit,
  team: deTeam,
  find: {
    machine: deFindMachine,
    file: deFindFile,
    folder: deFindFolder,
  },
  leak: deLeak,
  lock: deLock,
  backup: deBackup,
  ...deAround,
  welcome: deWelcome,
};

const TEXTS: Readonly<Record<Language, WindowText>> = { en: english, de: german };

export const windowTextIn = (language: Language): WindowText => TEXTS[language];
