import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { Scope, Token } from '../../shared/token.ts';
import type { Derive, Derived, DeriveWay, Narrowing } from '../domain/derive.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Discovery, Issued, Registry } from '../domain/provider.ts';
import type { IssuerTime } from './issuer-time.ts';
import type { Renewals } from './renewal.ts';

export interface Child extends Issued {
  /** False where it is left to its own end. */
  readonly ends: boolean;
}

export interface Deriving {
  /** True where the issuer can make what is wanted out of this token, as far as that is known without asking it. */
  can(token: Token, wanted: Narrowing): boolean;
  /** True where a token with these scopes has that one too, in its issuer's words. */
  covers(token: Token, held: readonly Scope[], wanted: Scope): boolean;
  /** Makes a narrower token. An issuer that gave more than was asked for is not taken at its word: the child is ended, and `cannot-narrow`. */
  derive(token: Token, wanted: Narrowing, actor: string): Promise<Result<Child, Failure>>;
  /** True where the issuer ends some children of this token when asked. */
  ends(token: Token): boolean;
  /** Ends a child before its time; asked again it does no harm. `permission`: this issuer never will. */
  end(token: Token, child: Credential): Promise<Result<'confirmed' | 'accepted', ActRefusal>>;
}

type Needs = Pick<Ports, 'http' | 'secrets'> & {
  readonly registry: Registry;
  readonly issuerTime: IssuerTime;
  readonly renewals: Renewals;
};
type Requested = Exclude<DeriveWay, { how: 'offline-attenuate' }>;
type Place = Result<ActContext, ActRefusal | { readonly kind: 'not-offered' }>;

export function createDeriving({ http, secrets, registry, issuerTime, renewals }: Needs): Deriving {
  const deriveOf = ({ provider }: Token): Derive | undefined => registry.get(provider)?.derive;
  const waysOf = (token: Token): readonly DeriveWay[] => deriveOf(token)?.ways ?? [];

  function contextOf(token: Token): ActContext {
    const hosts = registry.get(token.provider)?.hosts;
    return { token, base: token.host ?? (hosts?.kind === 'default' ? hosts.base : ''), now: issuerTime.now(token) };
  }

  async function placeOf(token: Token, discovery: Discovery | undefined): Promise<Place> {
    const context = contextOf(token);
    const where = discovery?.ask(context);
    if (discovery === undefined || where === undefined) return succeeded(context);
    const found = discovery.read(await http.send(where), context);
    if (found.ok) return succeeded({ ...context, base: found.value });
    const { verdict, said } = found.failure;
    const cause = verdict.kind === 'unknown' ? verdict.cause : 'unexpected';
    return failed(said === undefined ? { kind: 'again', cause } : { kind: 'not-offered' });
  }

  async function request(
    way: Requested,
    credential: Credential,
    wanted: Narrowing,
    context: ActContext,
    notAfter?: Instant,
  ): Promise<Result<Derived, ActRefusal>> {
    const outcome = await http.send({ ...(await way.ask(credential, wanted, context)), notAfter });
    issuerTime.heard(context.token, outcome);
    return way.read(outcome, credential, wanted, context);
  }

  async function valueOf({ id, label }: Token): Promise<Result<Credential, Failure>> {
    const kept = await secrets.get(id);
    if (!kept.ok) return kept;
    return kept.value === undefined ? failed({ code: 'value-missing', name: label }) : succeeded(kept.value.credential);
  }

  /** Undefined where the issuer does not offer this way. */
  async function take(
    way: DeriveWay,
    token: Token,
    wanted: Narrowing,
    actor: string,
  ): Promise<Result<Issued, Failure> | undefined> {
    const place = await placeOf(token, way.how === 'offline-attenuate' ? undefined : way.discovery);
    if (!place.ok) return place.failure.kind === 'not-offered' ? undefined : failed(refusalOf(token, place.failure));
    const context = place.value;
    if (way.how !== 'offline-attenuate' && way.spends === true)
      return renewals.spend(token.id, actor, (credential, notAfter) =>
        request(way, credential, wanted, context, notAfter),
      );
    const value = await valueOf(token);
    if (!value.ok) return value;
    const made =
      way.how === 'offline-attenuate'
        ? way.make(value.value, wanted, context)
        : await request(way, value.value, wanted, context);
    return made.ok ? made : failed(refusalOf(token, made.failure));
  }

  async function end(token: Token, child: Credential): Promise<Result<'confirmed' | 'accepted', ActRefusal>> {
    const how = deriveOf(token)?.end;
    const never = { kind: 'no', why: 'permission', said: 'ends by itself' } as const;
    if (how === undefined) return failed(never);
    const place = await placeOf(token, how.discovery);
    if (!place.ok) return failed(place.failure.kind === 'not-offered' ? never : place.failure);
    const parent = await secrets.get(token.id);
    if (!parent.ok) return failed({ kind: 'again', cause: 'unexpected' });
    const asked = await how.ask(child, parent.value?.credential ?? child, place.value);
    return how.read(await http.send(asked), place.value);
  }

  return {
    can: (token, wanted) => waysOf(token).some((way) => way.can(token, wanted)),
    covers: (token, held, wanted) => held.includes(wanted) || waysOf(token).some((way) => includes(way, held, wanted)),
    ends: (token) => deriveOf(token)?.end !== undefined,
    end,

    async derive(token, wanted, actor) {
      const name = token.label;
      if (token.ending !== undefined) return failed({ code: 'revocation-pending', name });
      for (const way of waysOf(token)) {
        const made = way.can(token, wanted) ? await take(way, token, wanted, actor) : undefined;
        if (made === undefined) continue;
        if (!made.ok) return made;
        const ends = deriveOf(token)?.end !== undefined && !isLeft(way);
        if (!isWider(way, wanted, made.value)) return succeeded({ ...made.value, ends });
        if (ends) await end(token, made.value.credential);
        break;
      }
      return failed({ code: 'cannot-narrow', name });
    },
  };
}

const includes = ({ covers }: DeriveWay, held: readonly Scope[], wanted: Scope): boolean =>
  covers?.(held, wanted) ?? held.includes(wanted);

const isLeft = (way: DeriveWay): boolean => way.how !== 'offline-attenuate' && way.waits === true;

const isWider = (way: DeriveWay, { scopes }: Narrowing, { facts }: Issued): boolean =>
  scopes.length > 0 && facts.scopes?.every((scope) => includes(way, scopes, scope)) === false;

function refusalOf({ label: name }: Token, refusal: ActRefusal): Failure {
  return refusal.kind === 'no'
    ? { code: 'issuer-refused', name, said: refusal.said }
    : { code: 'issuer-silent', name, cause: refusal.cause };
}
