import type { LeakReport } from '../../shared/commands/leak.ts';
import type { Sighting } from '../../shared/commands/scan.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { targetWords } from '../../shared/target.ts';
import { isoOf } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import { historyCleaning } from '../domain/history-cleaning.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import { lifeBy } from '../domain/rotation.ts';
import type { Searched } from '../domain/scan-ports.ts';
import { searchShapes } from '../domain/search-shape.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Checking } from './checking.ts';
import { named } from './naming.ts';
import type { Earlier } from './own-values.ts';
import type { Picture } from './picture.ts';
import type { Revoking } from './revoking.ts';
import type { Rotation } from './rotation.ts';
import type { Scanning } from './scanning.ts';

export interface EndingLeaks {
  /**
   * A new value where the issuer makes one, else the end of the token; the old value proven dead by its issuer's answer; every place told
   * where it still lies. What could not be proven now is gone on with by itself, as after any rotation or revocation.
   */
  end(input: Asked<'endLeak'>, actor: string): Promise<Result<LeakReport, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'secrets' | 'catalog' | 'audit' | 'elsewhere'> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly picture: Picture;
  readonly rotation: Rotation;
  readonly revoking: Revoking;
  readonly scanning: Scanning;
};

export function createEndingLeaks(needs: Needs): EndingLeaks {
  const { clock, secrets, catalog, audit, elsewhere, registry, checking, picture, rotation, revoking, scanning } =
    needs;
  const shapes = searchShapes(registry);

  /** Rotating keeps its users at work, so it comes first. */
  async function act(token: Token, actor: string): Promise<Result<LeakReport['act'], Failure>> {
    const input = { token: token.id, confirmed: true };
    if (rotation.preview({ token: token.id }).ok) {
      const rotated = await rotation.rotate(input, actor);
      return rotated.ok ? succeeded('rotated') : rotated;
    }
    const revoked = await revoking.revoke(input, actor);
    return revoked.ok || revoked.failure.code === 'revocation-pending' ? succeeded('revoked') : revoked;
  }

  async function provenOf(before: Token, credential: Credential): Promise<LeakReport['old']> {
    const asked = await checking.ask(before, credential);
    if (asked === undefined) return { state: 'unknown' };
    const { verdict, evidence } = asked.look;
    const life = lifeBy(verdict);
    return { state: life === 'dead' ? 'dead' : life === 'lives' ? 'lives' : 'unknown', evidence };
  }

  async function placesOf(
    { token, credential }: Earlier,
    { path, history }: Asked<'endLeak'>,
  ): Promise<Result<LeakReport['places'], Failure>> {
    if (path === undefined) return succeeded([]);
    const places: Searched[] = [{ kind: 'tree', root: path }];
    if (history) places.push({ kind: 'history', root: path });
    const scanned = await scanning.scan({
      root: path,
      places,
      strangers: false,
      also: [{ token, credential }],
    });
    if (!scanned.ok) return scanned;
    // Where it has another value by now, that one lies where it should.
    const isRotated = catalog.get(token.id)?.digest !== token.digest;
    const isOld = ({ token: ours }: Sighting): boolean => ours?.id === token.id && (!isRotated || ours.earlier);
    return succeeded(scanned.value.sightings.filter(isOld));
  }

  /** The first that is free of a few names: two in one second are told apart. */
  async function written(report: LeakReport): Promise<string | undefined> {
    const stem = `${elsewhere.places.vault}/incidents/${report.endedAt.replaceAll(':', '')}-${report.token.id.slice(0, 8)}`;
    for (const turn of ['', '-2', '-3']) {
      const file = `${stem}${turn}.json`;
      const made = await elsewhere.files.create(file, `${JSON.stringify({ ...report, file }, null, 2)}\n`);
      if (made.ok) return file;
    }
    return undefined;
  }

  const outcomeOf = ({ act: acted, old: { state, evidence }, places }: LeakReport): string => {
    const by = evidence === undefined ? '' : ` by ${evidence.asked} ${evidence.status ?? ''}`;
    return `${acted}; old value ${state}${by}; still in ${places.length} places`;
  };

  async function endOf(before: Token, input: Asked<'endLeak'>, actor: string): Promise<Result<LeakReport, Failure>> {
    const kept = await secrets.get(before.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name: before.label });
    const begunAt = isoOf(clock.now());
    const acted = await act(before, actor);
    if (!acted.ok) return acted;
    const old = await provenOf(before, kept.value.credential);
    const places = await placesOf({ token: before, credential: kept.value.credential }, input);
    if (!places.ok) return places;
    const now = acted.value === 'rotated' ? catalog.get(before.id) : undefined;
    return succeeded({
      token: { id: before.id, label: before.label, provider: before.provider },
      act: acted.value,
      begunAt,
      endedAt: isoOf(clock.now()),
      old,
      fresh: now === undefined ? undefined : picture.view(now).status.kind,
      targets: wordsOf(before),
      consumers: before.consumers,
      places: places.value,
      commands: historyCleaning(input.path ?? '', places.value, shapes),
    });
  }

  return {
    async end(input, actor) {
      const found = named(catalog, input.token);
      if (!found.ok) return found;
      const { id: token, label, consumers } = found.value;
      if (!input.confirmed)
        return failed({ code: 'confirm-needed', name: label, consumers: [...consumers, ...wordsOf(found.value)] });
      const ended = await endOf(found.value, input, actor);
      if (!ended.ok) return ended;
      await audit.append({ at: clock.now(), act: 'leak', token, label, actor, outcome: outcomeOf(ended.value) });
      return succeeded({ ...ended.value, file: await written(ended.value) });
    },
  };
}

const wordsOf = ({ targets = [] }: Token): readonly string[] => targets.map(targetWords);
