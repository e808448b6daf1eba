import { enActs } from './window/acts.ts';
import { enAdding } from './window/adding.ts';
import { enAround } from './window/around.ts';
import { enAudit } from './window/audit.ts';
import { enBackup } from './window/backup.ts';
import { enFindFile } from './window/find-file.ts';
import { enFindFolder, enLeak } from './window/find-folder.ts';
import { enFindMachine } from './window/find-machine.ts';
import { enFrame } from './window/frame.ts';
import { enHome } from './window/home.ts';
import { enLending } from './window/lending.ts';
import { enLock } from './window/lock.ts';
import { enSignIn } from './window/sign-in.ts';
import { enTeam } from './window/team.ts';
import { enToken } from './window/token.ts';
import { enTokens } from './window/tokens.ts';
import { enWelcome } from './window/welcome.ts';

export const enWindow = {
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
