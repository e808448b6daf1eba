import type { Sighting } from '../../shared/commands/scan.ts';
import type { KeyringFailure } from '../../shared/failure.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Token } from '../../shared/token.ts';
import { candidatesIn, type Candidate, type Sought } from '../domain/candidate.ts';
import { isLookalike } from '../domain/lookalike.ts';
import type { Sight } from '../domain/scan-ports.ts';
import type { SearchShape } from '../domain/search-shape.ts';
import { Secret } from '../domain/secret.ts';
import type { Digester } from '../domain/storage-ports.ts';
import type { OwnValues } from './own-values.ts';

/** So much of a digest tells values apart, and is short enough to be written into an ignore file. */
export const ID_CHARACTERS = 20;
const MOST_SIGHTINGS = 10_000;
const OWN_RULE = 'own-token';

interface Needs {
  readonly digester: Digester;
  readonly own: OwnValues;
  readonly sought: Sought;
  /** What has the shape of a token is told as well, whoever's it is. */
  readonly strangers: boolean;
  view(token: Token): TokenView;
}

/** Gathers what is found, each value once at each place. */
export function createSightings({ digester, own, sought, strangers, view }: Needs) {
  const found = new Map<string, Sighting>();
  let failure: KeyringFailure | undefined;

  async function hearOne({ run, form, place }: Sight): Promise<void> {
    const candidates = run.use((text) =>
      candidatesIn(text, sought).map((each) => ({ each, at: text.indexOf(each.text) })),
    );
    for (const { each, at } of candidates) {
      const digest = await digester.digest(new Secret(each.text));
      if (!digest.ok) {
        failure = digest.failure;
        return;
      }
      const column = form === 'plain' ? place.column + at : place.column;
      note(each, { digest: digest.value, form, place: { ...place, column } });
    }
  }

  function note(candidate: Candidate, seen: Pick<Sighting, 'form' | 'place'> & { readonly digest: string }): void {
    const ours = own.byDigest.get(seen.digest);
    const sighting = ours === undefined ? strangerOf(candidate, seen) : ownOf(ours, candidate, seen);
    if (sighting === undefined || found.size >= MOST_SIGHTINGS) return;
    const { file, line, entry = '', object = '' } = sighting.place;
    const key = [sighting.id, file, entry, object, line].join('\n');
    // The plain reading of a place says more than one that went through a code.
    if (!found.has(key)) found.set(key, sighting);
  }

  function ownOf(
    { token, earlier, shape: known }: NonNullable<ReturnType<OwnValues['byDigest']['get']>>,
    { shape }: Candidate,
    { digest, form, place }: Parameters<typeof note>[1],
  ): Sighting {
    const { status } = view(token);
    return {
      id: digest.slice(0, ID_CHARACTERS),
      rule: shape?.rule ?? known?.rule ?? OWN_RULE,
      what: shape?.name ?? known?.name ?? 'token',
      token: { id: token.id, label: token.label, state: status.kind, earlier },
      form,
      place,
    };
  }

  function strangerOf(
    { text, shape, alone }: Candidate,
    { digest, form, place }: Parameters<typeof note>[1],
  ): Sighting | undefined {
    if (!strangers || shape === undefined || !alone || !isWhole(text, shape)) return undefined;
    const start = shape.starts.find((each) => text.startsWith(each)) ?? '';
    if (isLookalike(text, start)) return undefined;
    return { id: digest.slice(0, ID_CHARACTERS), rule: shape.rule, what: shape.name, form, place };
  }

  return {
    async hear(sights: readonly Sight[]): Promise<void> {
      for (const sight of sights) if (failure === undefined) await hearOne(sight);
    },
    failure: () => failure,
    count: () => found.size,
    list: (): readonly Sighting[] => [...withoutParts(found.values())].sort(byPlace),
  };
}

const isWhole = (text: string, { whole, hasLines }: SearchShape): boolean => hasLines === true || whole.test(text);

/** Where one of ours was told, a stranger's shape at the same place that is longer or shorter is the same find. */
function* withoutParts(all: Iterable<Sighting>): Iterable<Sighting> {
  const sightings = [...all];
  const placeOf = ({ place: { file, line, column, entry, object } }: Sighting) =>
    [file, entry, object, line, column].join('\n');
  const ours = new Set(sightings.filter(({ token }) => token !== undefined).map(placeOf));
  const seen = new Set<string>();
  for (const each of sightings) {
    const at = placeOf(each);
    if (each.token === undefined && (ours.has(at) || seen.has(at))) continue;
    seen.add(at);
    yield each;
  }
}

const rank = ({ token }: Sighting): number => (token === undefined ? 1 : 0);

function byPlace(one: Sighting, other: Sighting): number {
  const [a, b] = [one.place, other.place];
  return rank(one) - rank(other) || compare(a.file, b.file) || a.line - b.line || a.column - b.column;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
