import type { LoginAnswers } from '../../shared/commands/logins.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Login } from '../../shared/login.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import { matchOf, type Place } from '../domain/login-match.ts';
import type { Ports } from '../domain/ports.ts';
import { renewsOf, type Registry } from '../domain/provider.ts';
import { renewsItself } from '../domain/renewing.ts';
import { Secret } from '../domain/secret.ts';
import { deathOf } from '../domain/status.ts';
import type { Checking } from './checking.ts';
import type { Safekeeping } from './safekeeping.ts';

export interface LoginErasing {
  /** Git says that a server refused this password: a doubt, which only the issuer's own word turns into an end. */
  doubt(
    place: Place,
    password: string | undefined,
    actor: string,
  ): Promise<Result<LoginAnswers['eraseLogin'], Failure>>;
  /** Docker signs out of a registry: what it brought goes, and nothing else. */
  signOut(place: Place, actor: string): Promise<Result<LoginAnswers['eraseLogin'], Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'digester' | 'catalog' | 'audit'> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly safekeeping: Pick<Safekeeping, 'forget'>;
  changed(): void;
};

type Erased = LoginAnswers['eraseLogin'];

export function createLoginErasing(needs: Needs): LoginErasing {
  const { clock, digester, catalog, audit, registry, checking, safekeeping, changed } = needs;

  /** Tokens that are meant: those with that very value; where none was named, those that the tool brought for that very place. */
  async function meant(place: Place, password: string | undefined): Promise<Result<readonly Token[], Failure>> {
    const fitting = catalog.list().filter((token) => matchOf([token], place, registry).kind === 'one');
    if (password === undefined) return succeeded(fitting.filter((token) => isStoredFor(token, place)));
    const digest = await digester.digest(new Secret(password));
    if (!digest.ok) return digest;
    return succeeded(fitting.filter((token) => token.digest === digest.value));
  }

  async function lookInto(token: Token, place: Place, actor: string): Promise<Result<Erased['erased'], Failure>> {
    const marked = await catalog.change(token.id, (one) => refused(one, place, clock.now()));
    if (!marked.ok) return marked;
    await audit.append({
      at: clock.now(),
      act: 'refused',
      token: token.id,
      label: token.label,
      actor,
      outcome: 'done',
    });
    const asked = await checking.check(token.id);
    const now = catalog.get(token.id);
    if (!asked.ok || now === undefined || now.standing.latest === undefined) return succeeded('doubted');
    const renews = renewsItself(renewsOf(registry.get(now.provider), now));
    if (deathOf(now, clock.now()) !== undefined && !renews) return remove(now, place, actor);
    if (now.standing.latest.verdict.kind === 'valid') await catalog.change(now.id, (one) => believed(one, place));
    return succeeded('doubted');
  }

  /** Proven dead: what the tool brought goes. What a person keeps stays, is shown as dead, and is lent no more. */
  async function remove(token: Token, place: Place, actor: string): Promise<Result<Erased['erased'], Failure>> {
    if (!isStoredFor(token, place)) return succeeded('doubted');
    const gone = await safekeeping.forget({ token: token.id }, actor);
    return gone.ok ? succeeded('removed') : gone;
  }

  return {
    async doubt(place, password, actor) {
      const tokens = await meant(place, password);
      if (!tokens.ok) return tokens;
      let erased: Erased['erased'] = 'nothing';
      for (const token of tokens.value) {
        const looked = await lookInto(token, place, actor);
        if (!looked.ok) return looked;
        if (erased !== 'removed') erased = looked.value;
      }
      changed();
      return succeeded({ erased });
    },

    async signOut(place, actor) {
      const token = catalog.list().find(({ logins = [] }) => logins.some((login) => isAt(login, place)));
      if (token === undefined) return succeeded({ erased: 'nothing' });
      const left = (token.logins ?? []).filter((login) => !isAt(login, place));
      if (left.length === 0 && isStoredFor(token, place)) {
        const gone = await safekeeping.forget({ token: token.id }, actor);
        return gone.ok ? succeeded({ erased: 'removed' }) : gone;
      }
      const kept = await catalog.change(token.id, (one) => ({ ...one, logins: left }));
      changed();
      return kept.ok ? succeeded({ erased: 'removed' }) : kept;
    },
  };
}

const isAt = (login: Login, { tool, server }: Place): boolean => login.tool === tool && login.server === server;

const isStoredFor = ({ logins = [] }: Token, place: Place): boolean =>
  logins.some((login) => login.stored === true && isAt(login, place));

const refused = (token: Token, place: Place, at: Token['addedAt']): Token => marked(token, place, { refusedAt: at });
const believed = (token: Token, place: Place): Token => marked(token, place, { refusedAt: undefined });

function marked(token: Token, place: Place, mark: Pick<Login, 'refusedAt'>): Token {
  const { logins } = token;
  if (logins === undefined) return token;
  return { ...token, logins: logins.map((login) => (isAt(login, place) ? { ...login, ...mark } : login)) };
}
