import type { LoginAnswers } from '../../shared/commands/logins.ts';
import type { Failure } from '../../shared/failure.ts';
import { loginWords, type Login } from '../../shared/login.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { instant } from '../../shared/time.ts';
import { tokenId, type Token } from '../../shared/token.ts';
import { hostOf } from '../domain/host.ts';
import { isSameLogin, matchOf, type Place } from '../domain/login-match.ts';
import type { Ports } from '../domain/ports.ts';
import { renewsOf, type Registry } from '../domain/provider.ts';
import { renewsItself } from '../domain/renewing.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { Secret } from '../domain/secret.ts';
import { named } from './naming.ts';
import { blankToken } from './new-token.ts';
import type { Safekeeping } from './safekeeping.ts';

/** What a tool brings to be kept. */
export interface Brought extends Place {
  readonly username: string;
  readonly password: string;
  readonly expiresAt?: number | undefined;
  readonly refresh?: string | undefined;
}

export interface LoginKeeping {
  /** A value that is kept already is only noted as taken by that server; one that keeps itself fresh is never put back to an older one. */
  store(brought: Brought, actor: string): Promise<Result<LoginAnswers['storeLogin'], Failure>>;
  bind(place: Place, token: string, actor: string): Promise<Result<LoginAnswers['bindLogin'], Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'audit'> & {
  readonly registry: Registry;
  readonly safekeeping: Pick<Safekeeping, 'keep'>;
  changed(): void;
};

type Stored = Result<LoginAnswers['storeLogin'], Failure>;

export function createLoginKeeping(needs: Needs): LoginKeeping {
  const { clock, random, secrets, digester, catalog, audit, registry, safekeeping, changed } = needs;

  const note = ({ id, label }: Token, act: string, actor: string) =>
    audit.append({ at: clock.now(), act, token: id, label, actor, outcome: 'done' });

  async function take(token: Token, brought: Brought, digest: string): Promise<Result<void, Failure>> {
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    const fields = kept.value?.credential.fields ?? {};
    const put = await secrets.put(token.id, credentialOf(brought, fields), kept.value?.generation);
    if (!put.ok) return put;
    return catalog.change(token.id, (one) => replaced(one, brought, digest, clock.now()));
  }

  async function again(before: Token, brought: Brought, digest: string, actor: string): Promise<Stored> {
    const taken = await take(before, brought, digest);
    if (!taken.ok) return taken;
    await note(before, 'store', actor);
    changed();
    return succeeded({ kept: before.digest === digest ? 'known' : 'replaced' });
  }

  async function add(brought: Brought, digest: string): Promise<Result<Token, Failure>> {
    const guess = registry.recognise(brought.password)[0]?.provider ?? 'other';
    const { provider, host } = homeOf(guess, brought);
    const label = freeName(
      catalog.list(),
      loginWords({ ...placeOf(brought), tool: 'docker', server: nameOf(brought) }),
    );
    const blank = blankToken(tokenId(random.id()), label, provider, digest, clock.now());
    const token = replaced(
      { ...blank, host, logins: [{ ...placeOf(brought), stored: true }] },
      brought,
      digest,
      blank.addedAt,
    );
    const kept = await safekeeping.keep(token, credentialOf(brought, {}));
    return kept.ok ? succeeded(token) : kept;
  }

  /** A kind with an issuer of its own host is asked after there, where the tool talks to another than the public one. */
  function homeOf(guess: string, { server }: Brought): Pick<Token, 'provider' | 'host'> {
    const found = registry.get(guess);
    const rule = found?.hosts;
    if (found === undefined || rule === undefined || rule.kind === 'none') return { provider: guess };
    const blank = blankToken(tokenId('none'), '', guess, '', clock.now());
    if (found.git?.(blank).server === server) return { provider: guess };
    const host = hostOf(rule, /^https?:/.test(server) ? server : `https://${server}`);
    return host.ok ? { provider: guess, host: host.value } : { provider: 'other' };
  }

  async function noteTaken(token: Token, brought: Brought): Promise<Stored> {
    const mine = (token.logins ?? []).find((login) => isSameLogin(login, placeOf(brought)));
    const fits = matchOf([token], placeOf(brought), registry).kind === 'one';
    if (fits && mine?.refusedAt === undefined) return succeeded({ kept: 'known' });
    const login = { ...placeOf(brought), ...(mine?.stored === true ? { stored: true } : {}) };
    const kept = await catalog.change(token.id, (one) => withLogin(one, login));
    changed();
    return kept.ok ? succeeded({ kept: 'known' }) : kept;
  }

  /** An earlier one that the tool brought for the very same place. */
  const storedFor = (brought: Brought): Token | undefined =>
    catalog
      .list()
      .find(({ logins = [] }) => logins.some((one) => one.stored === true && isSameLogin(one, placeOf(brought))));

  /** What git holds may be older than what is kept here, if that renews itself. */
  function isKeptFresher(brought: Brought): boolean {
    const found = matchOf(catalog.list(), placeOf(brought), registry);
    if (found.kind !== 'one') return false;
    const { token } = found.match;
    return renewsItself(renewsOf(registry.get(token.provider), token));
  }

  return {
    async store(brought, actor) {
      const digest = await digester.digest(new Secret(brought.password));
      if (!digest.ok) return digest;
      const same = catalog.list().find((token) => token.digest === digest.value);
      const before = storedFor(brought);
      if (same !== undefined && same.id !== before?.id) {
        if (before !== undefined) await catalog.change(before.id, (one) => withoutLogin(one, placeOf(brought)));
        return noteTaken(same, brought);
      }
      if (before !== undefined) return again(before, brought, digest.value, actor);
      if (isKeptFresher(brought)) return succeeded({ kept: 'known' });
      const added = await add(brought, digest.value);
      if (!added.ok) return added;
      await note(added.value, 'store', actor);
      changed();
      return succeeded({ kept: 'new' });
    },

    async bind(place, name, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const login = placeOf(place);
      const kept = await catalog.change(found.value.id, (token) => withLogin(token, login));
      if (!kept.ok) return kept;
      await note(found.value, 'bind', actor);
      changed();
      return succeeded({ bound: loginWords(login) });
    },
  };
}

const placeOf = ({ tool, server, path, username }: Place): Login => ({
  tool,
  server,
  ...(path === undefined ? {} : { path }),
  ...(username === undefined ? {} : { username }),
});

/** `git.example/owner`: a place as a person would name a token for it. */
const nameOf = ({ server, path }: Place): string =>
  `${server.replace(/^[a-z]+:\/\//, '').replace(/\/+$/, '')}${path === undefined ? '' : `/${path}`}`;

const MOST_NAME = 180;

function freeName(tokens: readonly Token[], wanted: string): string {
  const taken = new Set(tokens.map(({ label }) => label));
  const name = wanted.slice(0, MOST_NAME);
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name} ${count}`;
  return free;
}

function credentialOf({ password, refresh }: Brought, fields: Credential['fields']): Credential {
  const access = new Secret(password);
  return refresh === undefined || refresh === ''
    ? { access, fields }
    : { access, fields, refresh: new Secret(refresh) };
}

const withoutLogin = (token: Token, login: Login): Token => ({
  ...token,
  logins: (token.logins ?? []).filter((one) => !isSameLogin(one, login)),
});

/** Added to what the token has, in place of the same one before. */
function withLogin(token: Token, login: Login): Token {
  return { ...token, logins: [...(withoutLogin(token, login).logins ?? []), login] };
}

/** With another value all that was learned of the one before is void; the same value, brought again, was just taken by its server. */
function replaced(token: Token, brought: Brought, digest: string, at: Token['addedAt']): Token {
  const { expiresAt, refresh } = brought;
  const same = token.digest === digest;
  const fresh: Token = same
    ? token
    : { ...token, digest, addedAt: at, expiry: { kind: 'unknown' }, standing: { misses: 0 }, warned: undefined };
  const login = { ...placeOf(brought), stored: true };
  return {
    ...withLogin(fresh, login),
    expiry: expiresAt === undefined ? fresh.expiry : told(expiresAt),
    hasRefresh: refresh === undefined || refresh === '' ? undefined : true,
  };
}

const told = (expiresAt: number): Token['expiry'] => ({
  kind: 'at',
  at: instant(expiresAt),
  precision: 'instant',
  source: 'issuer',
});
