import { deActs } from './window/acts.ts';
import { deAdding } from './window/adding.ts';
import { deAround } from './window/around.ts';
import { deAudit } from './window/audit.ts';
import { deBackup } from './window/backup.ts';
import { deFindFile } from './window/find-file.ts';
import { deFindFolder, deLeak } from './window/find-folder.ts';
import { deFindMachine } from './window/find-machine.ts';
import { deFrame } from './window/frame.ts';
import { deHome } from './window/home.ts';
import { deLending } from './window/lending.ts';
import { deLock } from './window/lock.ts';
import { deSignIn } from './window/sign-in.ts';
import { deTeam } from './window/team.ts';
import { deToken } from './window/token.ts';
import { deTokens } from './window/tokens.ts';
import { deWelcome } from './window/welcome.ts';
import type { WindowText } from '../window.ts';

export const deWindow: WindowText = {
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
