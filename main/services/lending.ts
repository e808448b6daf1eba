import type { Actor, Lent } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Ports } from '../domain/ports.ts';
import { isDead, statusOf } from '../domain/status.ts';
import { named } from './naming.ts';

export interface Lending {
  /** Hands a value to a tool over the agent socket: the only way out. Recorded before it leaves. */
  lend(
    input: { readonly token: string; readonly tool?: string | undefined },
    actor: Actor,
  ): Promise<Result<Lent, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'secrets' | 'catalog' | 'settings' | 'audit'>;

export function createLending({ clock, secrets, catalog, settings, audit }: Needs): Lending {
  return {
    async lend({ token: name, tool }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      const record = (outcome: string) =>
        audit.append({
          at: clock.now(),
          act: 'get',
          token: token.id,
          label: token.label,
          actor: actorWords(actor, tool),
          outcome,
        });
      if (token.policy === 'deny') {
        await record('refused');
        return failed({ code: 'refused-by-policy', name: token.label });
      }
      // There is no way yet to ask whoever sits at the desktop; the person typing at a terminal is the one who would be asked.
      if (token.policy === 'ask' && !actor.interactive) {
        await record('refused');
        return failed({ code: 'consent-needed', name: token.label });
      }
      const status = statusOf(token, clock.now(), settings.get().leads);
      if (isDead(status)) return failed({ code: 'token-useless', name: token.label, state: status.kind });
      const kept = await secrets.get(token.id);
      if (!kept.ok) return kept;
      if (kept.value === undefined) return failed({ code: 'value-missing', name: token.label });
      const written = await record('lent');
      if (!written.ok) return written;
      return succeeded({ token: token.label, value: kept.value.credential.access.use((value) => value) });
    },
  };
}

/** `git (tokenkeep, pid 4711, in /home/me/project)`: the names are the program's own word. */
export function actorWords({ program, pid, folder }: Actor, tool?: string): string {
  return `${tool === undefined ? '' : `${tool} by `}${program}, pid ${pid}, in ${folder}`;
}
