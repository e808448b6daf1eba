import type { Failure } from '../../shared/failure.ts';
import { done, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { SharedValue } from '../domain/family-port.ts';
import type { Ports } from '../domain/ports.ts';
import { Secret } from '../domain/secret.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Checking } from './checking.ts';

type Needs = Pick<Ports, 'secrets' | 'digester' | 'catalog'>;

/**
 * Takes up a value that another machine brought to the team. `generation` is the one it follows in the keyring here, 0 where there is none:
 * `keyring-stale` where that has another by now. Never for a token with an open entry in the journal, which has a value of its own to bring.
 */
export function createAdopting({ secrets, digester, catalog }: Needs) {
  return async (
    { id }: Token,
    { credential, change }: Pick<SharedValue, 'credential' | 'change'>,
    generation: number,
  ): Promise<Result<void, Failure>> => {
    const put = await secrets.put(id, credential, generation);
    if (!put.ok) return put;
    const digest = await digester.digest(credential.access);
    if (!digest.ok) return digest;
    const changed = await catalog.change(id, (token) => {
      const next = change(token);
      const { signInNeeded: _needed, outcomeLostAt: _lost, ...standing } = next.standing;
      return {
        ...next,
        digest: digest.value,
        hasRefresh: credential.refresh !== undefined,
        renewing: undefined,
        standing,
      };
    });
    return changed.ok ? done : changed;
  };
}

/** The value in the keyring is newer than what is known of it. */
export function createAdoptingOwn({ secrets, digester, catalog, checking }: Needs & { readonly checking: Checking }) {
  return async ({ id }: Pick<Token, 'id'>): Promise<Result<void, Failure>> => {
    const kept = await secrets.get(id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return done;
    const { credential } = kept.value;
    const digest = await digester.digest(credential.access);
    if (!digest.ok) return digest;
    const changed = await catalog.change(id, (token) => ({
      ...token,
      digest: digest.value,
      hasRefresh: credential.refresh !== undefined,
      renewing: undefined,
      standing: { ...token.standing, signInNeeded: undefined, outcomeLostAt: undefined },
    }));
    if (!changed.ok) return changed;
    await checking.check(id);
    return done;
  };
}

/** Also where only what it is renewed with is another. */
export const sameCredential = (one: Credential, other: Credential): boolean =>
  textOf(one).use((text) => textOf(other).use((against) => text === against));

/** Value and refresh token in one, for a digest of both. */
export const textOf = ({ access, refresh = new Secret('') }: Credential): Secret =>
  access.map((value) => refresh.use((more) => `${value}\n${more}`));
