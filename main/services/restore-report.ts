import type { RestoreChange, RestoreReport } from '../../shared/commands/backup.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { BackedUp } from '../domain/backup-ports.ts';

/** A token of the backup beside what is here. */
export interface Row {
  readonly theirs: BackedUp;
  readonly ours: Token | undefined;
  readonly digest: string;
  readonly change: RestoreChange;
}

type Told = Pick<RestoreReport, 'added' | 'changed' | 'same' | 'left' | 'elsewhere' | 'valueless'>;
export type Why = RestoreReport['left'][number]['why'] | 'same';

export const keptIn = (one: Result<Token, Failure> | Why | undefined): Token | undefined =>
  typeof one === 'object' && one.ok ? one.value : undefined;

export function reportOf(rows: readonly Row[], all: readonly (Result<Token, Failure> | Why)[]): Result<Told, Failure> {
  const failure = all.find((one) => typeof one === 'object' && !one.ok);
  if (typeof failure === 'object' && !failure.ok) return failure;
  const put = rows.flatMap((row, at) => {
    const token = keptIn(all[at]);
    return token === undefined ? [] : [{ ...row.change, label: token.label }];
  });
  const labels = (some: readonly { readonly label: string }[]) => some.map(({ label }) => label);
  return succeeded({
    added: labels(put.filter(({ change }) => change === 'added')),
    changed: labels(put.filter(({ change }) => change === 'changed')),
    elsewhere: labels(put.filter(({ elsewhere }) => elsewhere)),
    valueless: labels(put.filter(({ valueless }) => valueless)),
    same: all.filter((one) => one === 'same').length,
    left: rows.flatMap(({ change: { name } }, at) => {
      const why = all[at];
      return typeof why === 'string' && why !== 'same' ? [{ name, why }] : [];
    }),
  });
}

export const outcomeOf = ({ added, changed }: Told): string => `done, ${added.length} added, ${changed.length} changed`;

/** Undefined where it is put back. */
export function whyLeft(
  { change: { id, name, change, newer }, ours, theirs }: Row,
  { replace, leave }: Asked<'restore'>,
): Why | undefined {
  const isNamed = (names: readonly string[]) => [id, name, theirs.token.label].some((one) => names.includes(one));
  if (change === 'same') return 'same';
  if (isNamed(leave)) return 'unwanted';
  if (change === 'added') return undefined;
  // The value on its way to its end must stay until it is proven dead.
  if (ours?.ending !== undefined) return 'ending';
  if (newer === 'backup' || isNamed(replace)) return undefined;
  return newer === 'here' ? 'newer-here' : 'unclear';
}

/** A name that is said of what is to be done, and is none of those in the backup. */
export function strangerIn(rows: readonly Row[], { replace, leave }: Asked<'restore'>): string | undefined {
  const known = new Set(rows.flatMap(({ change: { id, name }, theirs }) => [id, name, theirs.token.label]));
  return [...replace, ...leave].find((name) => !known.has(name));
}
