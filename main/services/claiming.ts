import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { later, seconds } from '../../shared/time.ts';
import type { Ports } from '../domain/ports.ts';
import { named } from './naming.ts';

type Needs = Pick<Ports, 'clock' | 'catalog' | 'audit'> & { changed(): void };

export interface Claiming {
  /** From now on it is renewed here: a person has said that it is used nowhere else. */
  claim(input: Asked<'claim'>, actor: string): Promise<Result<{ readonly name: string }, Failure>>;
}

export const createClaiming = ({ clock, catalog, audit, changed }: Needs): Claiming => ({
  async claim({ token: name }, actor) {
    const found = named(catalog, name);
    if (!found.ok) return found;
    const { id, label, elsewhere } = found.value;
    if (elsewhere === undefined) return succeeded({ name: label });
    const noted = await audit.append({ at: clock.now(), act: 'claim', token: id, label, actor, outcome: 'done' });
    if (!noted.ok) return noted;
    // A moment yet to come wakes the heartbeat, which then renews what is due.
    const renewing = { misses: 0, notBefore: later(clock.now(), seconds(1)) };
    const kept = await catalog.change(id, (token) => ({ ...token, elsewhere: undefined, renewing }));
    changed();
    return kept.ok ? succeeded({ name: label }) : kept;
  },
});
