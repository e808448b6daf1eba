import type { Actor, Lent } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import { isDead, statusOf } from '../domain/status.ts';
import type { IssuerTime } from './issuer-time.ts';
import { named } from './naming.ts';
import type { Renewals } from './renewal.ts';

export interface Lending {
  /** Hands a value to a tool over the agent socket: the only way out. Recorded before it leaves. */
  lend(
    input: { readonly token: string; readonly tool?: string | undefined; readonly minLifeMs?: number | undefined },
    actor: Actor,
  ): Promise<Result<Lent, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'secrets' | 'catalog' | 'settings' | 'audit'> & {
  readonly issuerTime: IssuerTime;
  readonly renewals: Renewals;
};

export function createLending({ clock, secrets, catalog, settings, audit, issuerTime, renewals }: Needs): Lending {
  const record = (token: Token, by: string, outcome: string) =>
    audit.append({ at: clock.now(), act: 'get', token: token.id, label: token.label, actor: by, outcome });

  /** Hands the value on as it is now. */
  async function handOver(token: Token, by: string): Promise<Result<Lent, Failure>> {
    const status = statusOf(token, issuerTime.now(token), settings.get().leads);
    if (isDead(status)) return failed({ code: 'token-useless', name: token.label, state: status.kind });
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name: token.label });
    const written = await record(token, by, 'lent');
    if (!written.ok) return written;
    return succeeded({ token: token.label, value: kept.value.credential.access.use((value) => value) });
  }

  return {
    async lend({ token: name, tool, minLifeMs }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      const by = actorWords(actor, tool);
      const refusal = refusalOf(token, actor);
      if (refusal !== undefined) {
        await record(token, by, 'refused');
        return failed(refusal);
      }
      const fresh = await renewals.fresh(token, by, duration(minLifeMs ?? 0));
      return fresh.ok ? handOver(fresh.value, by) : fresh;
    },
  };
}

function refusalOf({ policy, label, ending }: Token, actor: Actor): Failure | undefined {
  if (ending !== undefined) return { code: 'revocation-pending', name: label };
  if (policy === 'deny') return { code: 'refused-by-policy', name: label };
  // There is no way yet to ask whoever sits at the desktop; the person typing at a terminal is the one who would be asked.
  return policy === 'ask' && !actor.interactive ? { code: 'consent-needed', name: label } : undefined;
}

/** `git (tokenkeep, pid 4711, in /home/me/project)`: the names are the program's own word. */
export function actorWords({ program, pid, folder }: Actor, tool?: string): string {
  return `${tool === undefined ? '' : `${tool} by `}${program}, pid ${pid}, in ${folder}`;
}
