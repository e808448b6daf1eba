import type { Ask } from '../shared/contract.ts';
import { isoOf, spellDuration } from '../shared/time.ts';
import type { TokenView } from '../shared/snapshot.ts';

/** The facts of a token while a person writes them. */
export interface FactsDraft {
  readonly provider: string | undefined;
  readonly host: string;
  readonly owner: string;
  readonly environment: string;
  readonly consumers: readonly string[];
  readonly ends: 'unknown' | 'date' | 'never';
  /** `YYYY-MM-DD`. */
  readonly endDate: string;
  readonly leads: string;
}

type Facts = Omit<Ask<'edit'>, 'token' | 'label'>;

export const emptyDraft: FactsDraft = {
  provider: undefined,
  host: '',
  owner: '',
  environment: '',
  consumers: [],
  ends: 'unknown',
  endDate: '',
  leads: '',
};

export function draftOf({ token }: Pick<TokenView, 'token'>): FactsDraft {
  const { provider, host = '', owner = '', environment = '', consumers, expiry, leads } = token;
  return {
    provider,
    host,
    owner,
    environment,
    consumers,
    ends: expiry.kind === 'at' ? 'date' : expiry.kind,
    endDate: expiry.kind === 'at' ? isoOf(expiry.at).slice(0, 10) : '',
    leads: leads === undefined ? '' : leads.length === 0 ? 'none' : leads.map(spellDuration).join(', '),
  };
}

const TEXTS = ['host', 'owner', 'environment'] as const;

/** What the draft says otherwise than what was there before; nothing else is asked for. */
export function changedFacts(before: FactsDraft, draft: FactsDraft): Facts {
  const changed = (...keys: readonly (keyof FactsDraft)[]): boolean =>
    keys.some((key) => String(before[key]) !== String(draft[key]));
  const texts = TEXTS.filter((key) => changed(key)).map((key) => [key, draft[key].trim()]);
  const expires = draft.ends === 'date' ? draft.endDate : draft.ends;
  return {
    ...Object.fromEntries(texts),
    ...(changed('provider') && draft.provider !== undefined && { provider: draft.provider }),
    ...(changed('consumers') && { consumers: [...draft.consumers] }),
    ...(changed('ends', 'endDate') && expires !== '' && { expires }),
    ...(changed('leads') && { leads: draft.leads.trim() === '' ? 'default' : draft.leads }),
  };
}
