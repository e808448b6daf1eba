import { parseIso, type Instant } from '../../shared/time.ts';
import type { Token, TokenWarning } from '../../shared/token.ts';
import { capabilitiesOf, kindOf } from './kind.ts';
import type { Provider } from './provider.ts';

interface Surrounding {
  readonly now: Instant;
  readonly provider?: Provider | undefined;
  /** How many use it, told or seen. */
  readonly users?: number | undefined;
}

/** What its keeper should know: what the last look found, what is missing, and what its issuer has said of tokens of its kind. */
export function warningsOf(token: Token, { now, provider, users = 0 }: Surrounding): readonly TokenWarning[] {
  const said = token.warnings.filter(({ code }) => code !== 'never-expires');
  return [...said, ...ofItself(token, users), ...(provider === undefined ? [] : ofItsKind(token, provider, now))];
}

function ofItself({ expiry, owner, elsewhere }: Token, users: number): readonly TokenWarning[] {
  const found: TokenWarning[] = [];
  if (elsewhere !== undefined) found.push({ code: 'elsewhere', machine: elsewhere.machine });
  if (expiry.kind === 'never') found.push({ code: 'never-expires' });
  if (expiry.kind === 'unknown') found.push({ code: 'expiry-unknown' });
  if (owner === undefined) found.push({ code: 'owner-missing' });
  if (users > 1) found.push({ code: 'shared', count: users });
  return found;
}

function ofItsKind(token: Token, provider: Provider, now: Instant): readonly TokenWarning[] {
  const kind = kindOf(provider, token);
  if (kind === undefined) return [];
  const { validUntil = '', unverified = [] } = kind;
  const end = parseIso(validUntil)?.at;
  const dated: readonly TokenWarning[] =
    end === undefined ? [] : [end <= now ? { code: 'format-dead', since: end } : { code: 'retiring', at: end }];
  const capabilities = capabilitiesOf(provider, kind).filter((one) => unverified.includes(one));
  return capabilities.length === 0 ? dated : [...dated, { code: 'unverified', capabilities }];
}
