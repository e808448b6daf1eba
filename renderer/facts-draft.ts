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

/** What the draft says otherwise than what was there before; nothing else is asked for. */
export function changedFacts(before: FactsDraft, draft: FactsDraft): Facts {
  const changed = (key: keyof FactsDraft): boolean => String(before[key]) !== String(draft[key]);
  const expires = draft.ends === 'never' ? 'never' : draft.endDate;
  return {
    ...(changed('provider') && draft.provider !== undefined && { provider: draft.provider }),
    ...(changed('host') && { host: draft.host.trim() }),
    ...(changed('owner') && { owner: draft.owner }),
    ...(changed('environment') && { environment: draft.environment }),
    ...(changed('consumers') && { consumers: [...draft.consumers] }),
    ...((changed('ends') || changed('endDate')) && draft.ends !== 'unknown' && expires !== '' && { expires }),
    ...(changed('leads') && { leads: draft.leads.trim() === '' ? 'default' : draft.leads }),
  };
}
