import type { Actor, Lent } from '../../shared/agent.ts';
import type { FoundLogin, LoginAnswers } from '../../shared/commands/logins.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Login } from '../../shared/login.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { minutes } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import { matchOf, type Match, type Place } from '../domain/login-match.ts';
import type { Ports } from '../domain/ports.ts';
import { renewsOf, type Registry } from '../domain/provider.ts';
import { renewsItself } from '../domain/renewing.ts';
import { deathOf } from '../domain/status.ts';
import type { IssuerTime } from './issuer-time.ts';
import type { Lending } from './lending.ts';

export interface LoginLending {
  /** A password for a tool, with life left for what it is about to do. */
  login(place: Place & { readonly asks: boolean }, actor: Actor): Promise<Result<FoundLogin, Failure>>;
  /** Servers with the user name of each; no value is looked at. */
  logins(tool: Place['tool']): LoginAnswers['logins'];
}

type Needs = Pick<Ports, 'clock' | 'secrets' | 'catalog' | 'audit'> & {
  readonly registry: Registry;
  readonly issuerTime: IssuerTime;
  readonly lending: Lending;
};

/** A fetch or a push asks once, and works with the answer for as long as it takes. */
const MIN_LIFE = minutes(2);

export function createLoginLending(needs: Needs): LoginLending {
  const { clock, secrets, catalog, audit, registry, issuerTime, lending } = needs;

  const isOver = (token: Token): boolean =>
    deathOf(token, issuerTime.now(token)) !== undefined && !renewsItself(renewsOf(registry.get(token.provider), token));

  /** A token that is over may still hold the refresh token by which the tool itself gets a new one. */
  function isOfUse(token: Token): boolean {
    if (token.ending !== undefined || token.policy === 'deny') return false;
    return !isOver(token) || isToolsToRefresh(token);
  }

  /** The server has refused it, and nobody but the server can be asked: a person who is there is asked for another by the tool. */
  function isDoubted({ token, login }: Match, asks: boolean): boolean {
    return asks && login.refusedAt !== undefined && registry.get(token.provider)?.check === undefined;
  }

  async function handOver({ token, login, username }: Match, actor: Actor): Promise<Result<FoundLogin, Failure>> {
    const refresh = login.stored === true ? await refreshOf(token, actor) : succeeded(undefined);
    if (!refresh.ok) return refresh;
    const known = {
      kind: 'one',
      username,
      ...(refresh.value === undefined ? {} : { refresh: refresh.value }),
    } as const;
    if (isOver(token)) return succeeded({ ...known, ...endOf(token) });
    const lent = await lend(token, login, actor);
    if (!lent.ok) return lent;
    return succeeded({ ...known, value: lent.value.value, ...endOf(catalog.get(token.id) ?? token) });
  }

  /** Where its issuer does not answer, what is left of its life is better than nothing. */
  async function lend({ id }: Token, { tool, server }: Login, actor: Actor): Promise<Result<Lent, Failure>> {
    const ask = { token: id, tool, host: hostOf(server) };
    const lent = await lending.lend({ ...ask, minLifeMs: MIN_LIFE }, actor);
    const isSilent = !lent.ok && lent.failure.code === 'issuer-silent';
    return isSilent ? lending.lend(ask, actor) : lent;
  }

  /** Only what the tool brought itself goes back to it: it is the tool that refreshes then. */
  async function refreshOf(token: Token, actor: Actor): Promise<Result<string | undefined, Failure>> {
    if (!isToolsToRefresh(token)) return succeeded(undefined);
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    const by = `${actor.program}, pid ${actor.pid}, in ${actor.folder}`;
    const entry = { at: clock.now(), act: 'get', token: token.id, label: token.label, actor: by };
    const written = await audit.append({ ...entry, outcome: 'lent its refresh token' });
    if (!written.ok) return written;
    return succeeded(kept.value?.credential.refresh?.use((value) => value));
  }

  function isToolsToRefresh(token: Token): boolean {
    const isStored = (token.logins ?? []).some(({ stored }) => stored === true);
    return isStored && token.hasRefresh === true && !renewsItself(renewsOf(registry.get(token.provider), token));
  }

  return {
    async login(place, actor) {
      const found = matchOf(catalog.list().filter(isOfUse), place, registry);
      if (found.kind === 'several') {
        const choices = found.matches.map(({ token, username }) => ({ token: token.id, label: token.label, username }));
        return succeeded({ kind: 'several', choices });
      }
      if (found.kind === 'none' || isDoubted(found.match, place.asks)) return succeeded({ kind: 'none' });
      const handed = await handOver(found.match, actor);
      return handed.ok || handed.failure.code !== 'token-useless' ? handed : succeeded({ kind: 'none' });
    },

    logins: (tool) =>
      catalog
        .list()
        .filter(isOfUse)
        .flatMap(({ logins = [], subject }) =>
          logins
            .filter((login) => login.tool === tool)
            .map(({ server, username }) => ({ server, username: username ?? subject ?? '' })),
        ),
  };
}

const hostOf = (server: string): string => server.replace(/^[a-z]+:\/\/|\/.*$/g, '').slice(0, 200);

const endOf = ({ expiry }: Token) => (expiry.kind === 'at' ? { expiresAt: expiry.at } : {});
