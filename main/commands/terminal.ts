import type { Actor, AgentHandlers } from '../../shared/agent.ts';
import type { LoginAnswers } from '../../shared/commands/logins.ts';
import type { TeamTerminalAnswers } from '../../shared/commands/team.ts';
import type { Handlers, OpenTarget } from '../../shared/contract.ts';
import { failed, succeeded } from '../../shared/result.ts';
import type { Surface } from '../domain/surface.ts';
import type { Catalog, MemoryStore, SecretStore } from '../domain/storage-ports.ts';
import type { Asking } from '../services/asking.ts';
import type { Brokering } from '../services/brokering.ts';
import type { Editing } from '../services/editing.ts';
import type { Exporting } from '../services/exporting.ts';
import { actorWords, type Lending } from '../services/lending.ts';
import type { LockState } from '../services/lock-state.ts';
import { named } from '../services/naming.ts';
import type { Picture } from '../services/picture.ts';

interface Needs {
  readonly catalog: Catalog;
  readonly secrets: SecretStore;
  readonly memory: MemoryStore;
  readonly asking: Asking;
  readonly brokering: Brokering;
  readonly editing: Editing;
  readonly exporting: Exporting;
  readonly lending: Lending;
  readonly lock: Pick<LockState, 'view'>;
  readonly picture: Picture;
  readonly surface: Surface;
}

/** What only a program on the socket asks. */
export const terminalHandlers =
  ({ catalog, secrets, memory, asking, brokering, editing, exporting, lending, lock, picture, surface }: Needs) =>
  (actor: Actor): Omit<AgentHandlers, keyof Handlers | keyof LoginAnswers | keyof TeamTerminalAnswers> => ({
    list: async () =>
      succeeded({ tokens: catalog.list().map(picture.view), keyring: await secrets.state(), lock: lock.view() }),
    show: async ({ token }) => asking.show(token),
    get: (input) => lending.lend(input, actor),
    broker: (input) => brokering.open(input, actor),
    export: (input) => exporting.export(input, actorWords(actor)),
    notices: async () => succeeded(memory.get().notices),
    settings: async ({ key }) => editing.spelled(key),
    async open({ token }) {
      const found = token === undefined ? undefined : named(catalog, token);
      if (found !== undefined && !found.ok) return found;
      const target: OpenTarget = found === undefined ? { kind: 'home' } : { kind: 'token', token: found.value.id };
      return surface.open(target) ? succeeded({ opened: true }) : failed({ code: 'no-window' });
    },
    leave: async ({ as }) => succeeded({ leaving: surface.leave(as) }),
  });
