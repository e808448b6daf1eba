import type { AgentDoor } from '../../shared/agent.ts';
import type { Handlers } from '../../shared/contract.ts';
import { failed } from '../../shared/result.ts';
import type { SettingsStore } from '../domain/storage-ports.ts';
import { actorWords } from '../services/lending.ts';
import { guarded } from '../services/lock-gate.ts';
import { actHandlers } from './acts.ts';
import { backupHandlers } from './backup.ts';
import type { createFinding } from './finding.ts';
import { keepingHandlers } from './keeping.ts';
import { lendingHandlers } from './lending.ts';
import { lockHandlers } from './lock.ts';
import { loginHandlers } from './logins.ts';
import { operatingHandlers } from './operating.ts';
import { signInHandlers } from './sign-in.ts';
import { teamHandlers, teamTerminalHandlers } from './team.ts';
import { terminalHandlers } from './terminal.ts';
import { trustHandlers } from './trust.ts';

type NeedsOf<T extends (needs: never) => unknown> = Parameters<T>[0];

type Needs = NeedsOf<typeof keepingHandlers> &
  NeedsOf<typeof actHandlers> &
  NeedsOf<typeof signInHandlers> &
  NeedsOf<typeof lendingHandlers> &
  NeedsOf<typeof trustHandlers> &
  NeedsOf<typeof backupHandlers> &
  NeedsOf<typeof lockHandlers> &
  NeedsOf<typeof operatingHandlers> &
  NeedsOf<typeof teamHandlers> &
  NeedsOf<typeof terminalHandlers> &
  Omit<Parameters<typeof guarded>[1], 'keeps' | 'during'> & {
    readonly finding: Pick<ReturnType<typeof createFinding>, 'handlers'>;
    readonly logins: NeedsOf<typeof loginHandlers>;
    readonly settings: SettingsStore;
  };

interface Doors {
  readonly window: Handlers;
  readonly agent: AgentDoor;
}

/** What the window may ask, and what a program on the socket may. */
export function createDoors(needs: Needs): Doors {
  const [keeping, acts, signIn, loans, trust, backup, latching, team] = [
    keepingHandlers(needs),
    actHandlers(needs),
    signInHandlers(needs),
    lendingHandlers(needs),
    trustHandlers(needs),
    backupHandlers(needs),
    lockHandlers(needs),
    teamHandlers(needs),
  ];
  const [terminal, logins, teamTerminal] = [
    terminalHandlers(needs),
    loginHandlers(needs.logins),
    teamTerminalHandlers(needs),
  ];
  const handlersFor = (actor: string): Handlers => ({
    ...keeping(actor),
    ...needs.finding.handlers(actor),
    ...acts(actor),
    ...signIn(actor),
    ...loans(actor),
    ...trust(actor),
    ...backup(actor),
    ...latching(actor),
    ...operatingHandlers(needs),
    ...team(actor),
  });
  const { lock, locking, settings } = needs;
  const guard = <H extends object>(handlers: H): H =>
    guarded(handlers, { lock, keeps: () => settings.get().lockKeeps, during: locking.during });

  return {
    window: guard(handlersFor('window')),
    // A program that could answer questions would answer its own, and a dialog is for whoever sits before it.
    agent: (actor) =>
      guard({
        ...handlersFor(actorWords(actor)),
        ...terminal(actor),
        ...logins(actor),
        ...teamTerminal(),
        consent: refused,
        choose: refused,
      }),
  };
}

const refused = async () => failed({ code: 'refused' as const });
