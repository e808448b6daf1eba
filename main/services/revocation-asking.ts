import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Evidence } from '../../shared/verdict.ts';
import { askedOf } from '../domain/look.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, Registry, Revoke } from '../domain/provider.ts';
import { lifeBy } from '../domain/rotation.ts';
import type { Checking } from './checking.ts';
import type { IssuerTime } from './issuer-time.ts';

/** What is known of one value after it was tried to be ended. */
export type Fate =
  | { readonly kind: 'dead'; readonly evidence: Evidence }
  /** The issuer took the request, now or earlier, and the value is not proven dead. */
  | { readonly kind: 'asked'; readonly lives: boolean }
  /** The request certainly never left, or it was certainly not acted on. */
  | { readonly kind: 'unsent' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly said: string }
  | { readonly kind: 'impossible' };

export interface RevocationAsking {
  /** Asks the issuer to end a value and looks whether it did. `begun` is called when the request is about to leave. */
  end(token: Token, credential: Credential, begun: () => Promise<boolean>): Promise<Fate>;
  /** False where only the issuer's own word will ever tell. */
  isProvable(token: Token): boolean;
  /** Looks only. */
  look(token: Token, credential: Credential): Promise<Fate>;
}

type Needs = Pick<Ports, 'http'> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly issuerTime: IssuerTime;
};
interface Sent {
  readonly request: HttpRequest;
  readonly outcome: HttpOutcome;
  readonly read: ReturnType<Revoke['read']>;
}

type Place = Result<ActContext, Fate>;

export function createRevocationAsking({ http, registry, checking, issuerTime }: Needs): RevocationAsking {
  async function placeOf(token: Token, revoke: Revoke): Promise<Place> {
    const hosts = registry.get(token.provider)?.hosts;
    const named = {
      token,
      now: issuerTime.now(token),
      base: token.host ?? (hosts?.kind === 'default' ? hosts.base : ''),
    };
    const where = revoke.discovery?.ask(named);
    if (revoke.discovery === undefined || where === undefined) return succeeded(named);
    const found = revoke.discovery.read(await http.send(where), named);
    if (found.ok) return succeeded({ ...named, base: found.value });
    // With a word of its own the document was read, and it names no place for this.
    return failed(found.failure.said === undefined ? { kind: 'unsent' } : { kind: 'impossible' });
  }

  async function look(token: Token, credential: Credential): Promise<Fate> {
    const asked = await checking.ask(token, credential);
    if (asked === undefined) return { kind: 'asked', lives: false };
    const life = lifeBy(asked.look.verdict);
    return life === 'dead'
      ? { kind: 'dead', evidence: asked.look.evidence }
      : { kind: 'asked', lives: life === 'lives' };
  }

  const isProvable = (token: Token): boolean => {
    const check = registry.get(token.provider)?.check;
    return check?.kind === 'online' && check.can?.(token) !== false;
  };

  async function ask(
    token: Token,
    revoke: Revoke,
    credential: Credential,
    begun: () => Promise<boolean>,
  ): Promise<Fate> {
    const place = await placeOf(token, revoke);
    if (!place.ok) return place.failure;
    const request = await revoke.ask(credential, place.value);
    if (request === undefined) return { kind: 'impossible' };
    if (!(await begun())) return { kind: 'unsent' };
    const first = await send(revoke, request, place.value);
    const other = isRefusal(first) ? await revoke.otherwise?.(credential, place.value) : undefined;
    return judge(token, credential, other === undefined ? first : await send(revoke, other, place.value));
  }

  async function send(revoke: Revoke, request: HttpRequest, context: ActContext): Promise<Sent> {
    const outcome = await http.send(request);
    return { request, outcome, read: revoke.read(outcome, context) };
  }

  const isRefusal = ({ read }: Sent) => !read.ok && read.failure.kind === 'no';

  async function judge(token: Token, credential: Credential, { request, outcome, read }: Sent): Promise<Fate> {
    if (read.ok) return taken(token, credential, { request, outcome, confirmed: read.value === 'confirmed' });
    if (read.failure.kind === 'again') return { kind: 'unsent' };
    const fate = isProvable(token) ? await look(token, credential) : undefined;
    if (fate?.kind === 'dead') return fate;
    return read.failure.kind === 'lost' ? { kind: 'lost' } : { kind: 'refused', said: read.failure.said };
  }

  /** A part that was taken does not end the others, unless a look says so. */
  const isOver = (token: Token, { kind }: Fate) => (kind === 'dead' ? isProvable(token) : kind !== 'asked');

  interface Taken {
    readonly request: HttpRequest;
    readonly outcome: HttpOutcome;
    readonly confirmed: boolean;
  }

  async function taken(token: Token, credential: Credential, { request, outcome, confirmed }: Taken): Promise<Fate> {
    if (isProvable(token)) return look(token, credential);
    // Where nobody can be asked after it, the issuer's own word is all there will ever be.
    const status = outcome.kind === 'answered' ? outcome.status : undefined;
    const evidence = { at: outcome.at, asked: askedOf(request), status, said: 'revoked' };
    return confirmed ? { kind: 'dead', evidence } : { kind: 'asked', lives: false };
  }

  return {
    isProvable,
    look,
    async end(token, credential, begun) {
      const revoke = registry.get(token.provider)?.revoke;
      if (revoke === undefined) return { kind: 'impossible' };
      let fate: Fate = { kind: 'asked', lives: true };
      for (const part of revoke.parts?.(credential) ?? [credential]) {
        fate = await ask(token, revoke, part, begun);
        if (isOver(token, fate)) break;
      }
      return fate;
    },
  };
}
