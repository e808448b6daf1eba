import { noPresence } from '../../main/adapters/no-presence.ts';
import type { Ports } from '../../main/domain/ports.ts';
import { failed, succeeded } from '../../shared/result.ts';
import { memoryBackups } from '../support/memory-backups.ts';
import { nothingElsewhere } from '../support/nothing-elsewhere.ts';
import {
  memoryLatch,
  memoryLending,
  memorySignIn,
  memoryTargets,
  noBroker,
  noCallers,
  noDoctor,
} from '../support/memory-ports.ts';
import { noTeams } from '../support/no-teams.ts';

/** What a bench of the upkeep does not touch. */
export const quietPorts: Pick<
  Ports,
  | 'latch'
  | 'presence'
  | 'teams'
  | 'elsewhere'
  | 'backups'
  | 'targets'
  | 'toolHosts'
  | 'signIn'
  | 'browser'
  | 'notifier'
  | 'clipboard'
  | 'doctor'
  | 'lendingBook'
  | 'callers'
  | 'broker'
> = {
  teams: noTeams,
  targets: memoryTargets(),
  toolHosts: { find: async () => [] },
  signIn: memorySignIn(),
  browser: { open: async () => false },
  notifier: { ready: async () => true, raise: () => undefined },
  clipboard: {
    offer: async () => failed({ code: 'no-desktop' }),
    read: async () => succeeded(undefined),
    clear: async () => succeeded(undefined),
  },
  doctor: noDoctor,
  elsewhere: nothingElsewhere,
  backups: memoryBackups(),
  latch: memoryLatch(),
  presence: noPresence,
  lendingBook: memoryLending(),
  callers: noCallers,
  broker: noBroker,
};
