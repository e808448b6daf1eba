import type { Exported } from '../../shared/commands/export.ts';
import type { AgentAsked } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { dotenvText } from '../domain/dotenv-text.ts';
import type { Ports } from '../domain/ports.ts';

export interface Exporting {
  /** Every value that is kept, as a file of variables. Written down before any of them leaves. */
  export(input: AgentAsked<'export'>, actor: string): Promise<Result<Exported, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'secrets' | 'catalog' | 'audit'>;

export function createExporting({ clock, secrets, catalog, audit }: Needs): Exporting {
  return {
    async export({ confirmed }, actor) {
      // What is lent to nobody, or is no longer used, is not handed out by the back door.
      const tokens = catalog.list().filter(({ ending, policy }) => ending === undefined && policy !== 'deny');
      if (!confirmed) return failed({ code: 'export-unconfirmed', count: tokens.length });
      for (const { id, label } of tokens) {
        const written = await audit.append({
          at: clock.now(),
          act: 'export',
          token: id,
          label,
          actor,
          outcome: 'asked',
        });
        if (!written.ok) return written;
      }
      const variables: { label: string; value: string }[] = [];
      const without = catalog.list().flatMap((token) => (tokens.includes(token) ? [] : [token.label]));
      for (const { id, label } of tokens) {
        const kept = await secrets.get(id);
        if (!kept.ok) return kept;
        if (kept.value === undefined) without.push(label);
        else variables.push({ label, value: kept.value.credential.access.use((value) => value) });
      }
      return succeeded({ text: dotenvText(variables), count: variables.length, without });
    },
  };
}
