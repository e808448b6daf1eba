import type { Failure, KeyringFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { SignedIn } from '../domain/sign-in-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { Secret } from '../domain/secret.ts';
import { blankToken, knownNow } from './new-token.ts';
import type { Safekeeping } from './safekeeping.ts';
import type { Plan } from './sign-in-plan.ts';

interface SignInKeeping {
  /** The values first, then the facts. A token signed in again keeps its id, name and keeper's words. */
  keep(plan: Plan, signed: SignedIn): Promise<Result<Token, Failure>>;
}

type Needs = Pick<Ports, 'secrets' | 'digester' | 'catalog' | 'settings'> & {
  readonly safekeeping: Pick<Safekeeping, 'keep'>;
  changed(): void;
};

/** A renewal under way may put its value in between; the one that a person just signed in for is the newer. */
const MOST_TRIES = 5;

export function createSignInKeeping({
  secrets,
  digester,
  catalog,
  settings,
  safekeeping,
  changed,
}: Needs): SignInKeeping {
  async function add(plan: Plan, signed: SignedIn, digest: string): Promise<Result<Token, Failure>> {
    const { id, label, provider } = plan;
    if (catalog.list().some((token) => token.label === label)) return failed({ code: 'name-taken', name: label });
    const blank = blankToken(id, label, provider, digest, signed.at);
    const token = known({ ...withSignIn(blank, plan, signed), digest });
    const kept = await safekeeping.keep(token, credentialOf(plan, signed));
    return kept.ok ? succeeded(token) : kept;
  }

  async function renew(before: Token, plan: Plan, signed: SignedIn, digest: string): Promise<Result<Token, Failure>> {
    const put = await replace(before, credentialOf(plan, signed));
    if (!put.ok) return put;
    const changedIt = await catalog.change(before.id, (token) => known({ ...withSignIn(token, plan, signed), digest }));
    if (!changedIt.ok) return changedIt;
    const token = catalog.get(before.id);
    return token === undefined ? failed({ code: 'no-such-token', name: before.label }) : succeeded(token);
  }

  async function replace({ id, label }: Token, credential: Credential): Promise<Result<void, Failure>> {
    let stale: KeyringFailure = { code: 'keyring-stale' };
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const kept = await secrets.get(id);
      if (!kept.ok) return kept;
      if (catalog.get(id) === undefined) return failed({ code: 'no-such-token', name: label });
      const fields = { ...kept.value?.credential.fields, ...credential.fields };
      const put = await secrets.put(id, { ...credential, fields }, kept.value?.generation);
      if (put.ok) return succeeded(undefined);
      if (put.failure.code !== 'keyring-stale') return put;
      stale = put.failure;
    }
    return failed(stale);
  }

  const known = (token: Token): Token =>
    knownNow(token, token.standing.lastGood?.at ?? token.addedAt, settings.get().leads);

  return {
    async keep(plan, signed) {
      const digest = await digester.digest(signed.access);
      if (!digest.ok) return digest;
      const kept =
        plan.token === undefined
          ? await add(plan, signed, digest.value)
          : await renew(plan.token, plan, signed, digest.value);
      changed();
      return kept;
    },
  };
}

function credentialOf({ request }: Plan, { access, refresh }: SignedIn): Credential {
  const { clientId, clientSecret } = request;
  const fields = { 'client-id': new Secret(clientId) };
  return {
    access,
    refresh,
    fields: clientSecret === undefined ? fields : { ...fields, 'client-secret': clientSecret },
  };
}

/** An answer that hands a token out is the best proof there is that it lives. */
function withSignIn(token: Token, { request, provider, host }: Plan, signed: SignedIn): Token {
  const { warned: _warned, snoozedUntil: _snoozed, renewing: _renewing, ...rest } = token;
  const evidence = { at: signed.at, asked: signed.asked, status: 200, said: undefined };
  const names = ['client-id', ...(request.clientSecret === undefined ? [] : ['client-secret'])];
  return {
    ...rest,
    provider,
    host,
    fields: [...new Set([...token.fields, ...names])],
    subject: signed.subject ?? token.subject,
    scopes: signed.scopes ?? token.scopes,
    issuedAt: signed.at,
    expiry: signed.expiry,
    hasRefresh: signed.refresh !== undefined,
    refreshExpiresAt: signed.refreshExpiresAt,
    standing: { misses: 0, lastGood: evidence, latest: { verdict: { kind: 'valid' }, evidence } },
    warnings: [],
  };
}
