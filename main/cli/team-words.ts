import type { TeamView } from '../../shared/team-view.ts';
import { isoOf } from '../../shared/time.ts';
import { enTampers } from '../../shared/words/en/failure-team.ts';
import { lowered, plain } from './speak.ts';

/** What is amiss with a team, each in a line. */
export function troubleLines({ name, troubles }: TeamView): readonly string[] {
  return troubles.map((trouble) => {
    switch (trouble.kind) {
      case 'offline':
        return plain(
          `${name} cannot be reached; this is as of ${trouble.since === undefined ? 'never' : isoOf(trouble.since)}`,
        );
      case 'refused':
        return plain(
          `a record of ${name} was refused${trouble.label === undefined ? '' : ` (${trouble.label})`}: ${lowered(enTampers[trouble.why])}`,
        );
      case 'withheld':
        return plain(`${trouble.count} records of ${name} were there before and are not any more`);
      case 'elsewhere':
        return plain(`a copy of this vault is in use on ${trouble.where}`);
    }
  });
}
