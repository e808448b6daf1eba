import type { Actor, AgentHandlers } from '../../shared/agent.ts';
import type { LoginAnswers } from '../../shared/commands/logins.ts';
import { succeeded } from '../../shared/result.ts';
import { actorWords } from '../services/lending.ts';
import type { Logins } from '../services/logins.ts';

/** What git and docker ask by way of the command line. */
export const loginHandlers =
  (logins: Logins) =>
  (actor: Actor): Pick<AgentHandlers, keyof LoginAnswers> => {
    const by = (tool: string) => actorWords(actor, tool);
    return {
      login: (place) => logins.login(place, actor),
      logins: async ({ tool }) => succeeded(logins.logins(tool)),
      storeLogin: (brought) => logins.store(brought, by(brought.tool)),
      eraseLogin: ({ password, ...place }) =>
        place.tool === 'git' ? logins.doubt(place, password, by(place.tool)) : logins.signOut(place, by(place.tool)),
      bindLogin: ({ token, ...place }) => logins.bind(place, token, by(place.tool)),
    };
  };
