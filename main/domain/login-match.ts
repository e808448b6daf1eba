import { loginWords, type Login } from '../../shared/login.ts';
import type { Token } from '../../shared/token.ts';
import type { Registry } from './provider.ts';

/** What a tool asks a password for. */
export interface Place {
  readonly tool: Login['tool'];
  readonly server: string;
  readonly path?: string | undefined;
  readonly username?: string | undefined;
}

export interface Match {
  readonly token: Token;
  readonly login: Login;
  readonly username: string;
}

export type Matched =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly match: Match }
  /** Nothing says which of them is meant. */
  | { readonly kind: 'several'; readonly matches: readonly Match[] };

/** `said`: by a person. `stored`: by the tool. `own`: it comes from there. */
interface Known {
  readonly login: Login;
  readonly as: string;
  readonly by: 'said' | 'stored' | 'own';
}

/**
 * Which of some tokens is meant. Server and port must be the same; a user name or a repository that was named must fit. Then the user name
 * counts, the repository, its owner, and a person's word, in this order; what none of them settles is not guessed.
 */
export function matchOf(tokens: readonly Token[], place: Place, registry: Registry): Matched {
  const fitting = tokens.flatMap((token) => {
    const ranked = loginsOf(token, place.tool, registry).flatMap((known) => rankedBy(token, known, place));
    return ranked.sort(byRank).slice(0, 1);
  });
  const [first] = fitting.sort(byRank);
  if (first === undefined) return { kind: 'none' };
  const [only, ...others] = withoutShadows(fitting.filter((other) => byRank(first, other) === 0));
  return only === undefined || others.length === 0
    ? { kind: 'one', match: (only ?? first).match }
    : { kind: 'several', matches: [only, ...others].map(({ match }) => match) };
}

/** What the tool brought for an account was taken by the server; another token of the same account is not asked about. */
function withoutShadows(ranked: readonly Ranked[]): readonly Ranked[] {
  const stored = new Set(ranked.filter(({ by }) => by === 'stored').map(({ match }) => match.login.username));
  return ranked.filter(({ by, match }) => by !== 'own' || !stored.has(match.login.username));
}

/** Where git or docker may be given this token, the user's word first. */
function loginsOf(token: Token, tool: Login['tool'], registry: Registry): readonly Known[] {
  const said = (token.logins ?? [])
    .filter((login) => login.tool === tool)
    .map((login): Known => ({
      login,
      as: token.subject ?? ANYBODY,
      by: login.stored === true ? 'stored' : 'said',
    }));
  return tool === 'git' ? [...said, ...issuersOwn(token, registry)] : said;
}

/** A token may always be shown to whoever issued it. */
function issuersOwn(token: Token, registry: Registry): readonly Known[] {
  const place = registry.get(token.provider)?.git?.(token);
  if (place !== undefined) {
    const login: Login = { tool: 'git', server: place.server, username: place.account };
    return [{ login, as: place.as, by: 'own' }];
  }
  const server = /^https?:\/\/[^/]+/.exec(token.host ?? '')?.[0];
  if (server === undefined) return [];
  return [{ login: { tool: 'git', server, username: token.subject }, as: ANYBODY, by: 'own' }];
}

/** What servers take that look at the password alone. */
const ANYBODY = 'oauth2';

interface Ranked {
  readonly match: Match;
  readonly by: Known['by'];
  readonly rank: readonly number[];
}

function rankedBy(token: Token, { login, as, by }: Known, place: Place): readonly Ranked[] {
  if (!isServer(login, place) || !isUser(login, place)) return [];
  const depth = depthOf(login.path, place.path);
  if (depth === undefined) return [];
  const username = place.username ?? login.username ?? as;
  const isOwner = ownerOf(place.path) === login.username?.toLowerCase();
  const named = place.username !== undefined && login.username === place.username;
  return [
    {
      match: { token, login, username },
      by,
      rank: [login.server === place.server, named, depth, isOwner, by === 'said'].map(Number),
    },
  ];
}

const isUser = (login: Login, place: Place): boolean =>
  place.username === undefined || login.username === undefined || login.username === place.username;

const ownerOf = (path: string | undefined): string => path?.split('/')[0]?.toLowerCase() ?? '';

/** How much of what was asked for the login names; undefined where it names something else. */
function depthOf(bound: string | undefined, asked: string | undefined): number | undefined {
  if (bound === undefined || asked === undefined) return 0;
  return asked === bound || asked.startsWith(`${bound}/`) ? bound.split('/').length : undefined;
}

function isServer(login: Login, place: Place): boolean {
  if (login.server === place.server) return true;
  // Docker itself takes what was kept for a host, however its address was written.
  return place.tool === 'docker' && registryHost(login.server) === registryHost(place.server);
}

/** Host and port as docker compares them; plain http is a place of its own. */
function registryHost(server: string): string {
  const [, scheme = 'https', host = server] = /^(?:(https?):\/\/)?([^/]+)/i.exec(server) ?? [];
  return `${scheme.toLowerCase()}://${host.toLowerCase()}`;
}

/** Higher ranks first. */
function byRank(a: Ranked, b: Ranked): number {
  const at = a.rank.findIndex((each, index) => each !== b.rank[index]);
  return at === -1 ? 0 : (b.rank[at] ?? 0) - (a.rank[at] ?? 0);
}

/** Whether a login is the very one that a tool means, for changing it. Docker keeps one for each registry. */
export function isSameLogin(a: Login, b: Login): boolean {
  if (a.tool !== b.tool) return false;
  return a.tool === 'docker' ? a.server === b.server : loginWords(a) === loginWords(b);
}
