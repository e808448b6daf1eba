import type { Ask } from '../../shared/contract.ts';

/** What a person may tell of a token, as options of `add` and `edit`. */
export interface FactOptions {
  readonly provider?: string;
  readonly host?: string;
  readonly owner?: string;
  readonly env?: string;
  readonly consumer?: readonly string[];
  readonly expires?: string;
  readonly leads?: string;
  readonly policy?: string;
  readonly rotateEvery?: string;
  readonly zone?: string;
  readonly target?: readonly string[];
  readonly field?: readonly string[];
  readonly git?: readonly string[];
  readonly docker?: readonly string[];
}

type Facts = Pick<
  Ask<'edit'>,
  | 'provider'
  | 'host'
  | 'owner'
  | 'environment'
  | 'consumers'
  | 'expires'
  | 'leads'
  | 'policy'
  | 'rotation'
  | 'targets'
  | 'git'
  | 'docker'
>;

/** Only what was said; an empty consumer takes all of them away. */
export function factsOf({
  provider,
  host,
  owner,
  env,
  consumer,
  expires,
  leads,
  policy,
  ...upkeep
}: FactOptions): Facts {
  const said = {
    provider,
    host,
    owner,
    environment: env,
    consumers: consumer?.filter((each) => each !== ''),
    expires,
    leads,
    rotation: rotationOf(upkeep),
    targets: upkeep.target?.filter((each) => each !== ''),
    git: upkeep.git?.filter((each) => each !== ''),
    docker: upkeep.docker?.filter((each) => each !== ''),
    // The vault's own door refuses what is none of the three.
    policy: policy as Facts['policy'],
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** A rule with blanks in it is cron; what it lacks is said by the vault. */
function rotationOf({ rotateEvery, zone }: Pick<FactOptions, 'rotateEvery' | 'zone'>): Facts['rotation'] {
  if (rotateEvery === undefined) return zone === undefined ? undefined : { cron: '', zone };
  if (rotateEvery === 'never') return null;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return rotateEvery.trim().includes(' ') ? { cron: rotateEvery, zone: zone ?? here } : { every: rotateEvery };
}
