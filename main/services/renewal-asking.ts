import { failed, succeeded, type Result } from '../../shared/result.ts';
import { hours, later, type Instant } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import { unsettled } from '../domain/acts.ts';
import { askedOf } from '../domain/look.ts';
import { retryAt } from '../domain/outcome.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Discovery, Issued, Proof, Registry, Renew } from '../domain/provider.ts';
import type { Look } from '../domain/retry.ts';
import type { IssuerTime } from './issuer-time.ts';

/** An issuer's document is believed this long. */
const DOCUMENT_LIFE = hours(1);

type Refused<K extends ActRefusal['kind'] = ActRefusal['kind']> = Extract<ActRefusal, { kind: K }> & {
  /** When the issuer said that it may be asked again. */
  readonly retryAt?: Instant | undefined;
};

export interface Answered extends Issued {
  readonly look: Look;
}

export interface Prepared {
  readonly request: HttpRequest;
  readonly context: ActContext;
}

/** Words with an issuer about a renewal. Nothing is remembered here but where it is to be asked. */
export interface RenewalAsking {
  /** All that can be done before the request itself, which alone cannot be undone. */
  prepare(token: Token, renew: Renew, credential: Credential): Promise<Result<Prepared, Refused<'again'>>>;
  /** Leaves before `notAfter` or not at all. */
  send(
    prepared: Prepared,
    renew: Renew,
    credential: Credential,
    notAfter?: Instant,
  ): Promise<Result<Answered, Refused>>;
  /** Whether a request whose answer was lost took place; a refusal where nobody could be asked. */
  prove(
    token: Token,
    proof: Proof,
    credential: Credential,
  ): Promise<Result<ReturnType<Proof['read']>, Refused<'again'>>>;
}

type Needs = Pick<Ports, 'clock' | 'http'> & { readonly registry: Registry; readonly issuerTime: IssuerTime };
type Found = Result<string, Refused<'again'>>;

export function createRenewalAsking({ clock, http, registry, issuerTime }: Needs): RenewalAsking {
  const places = new Map<Discovery, Map<string, { readonly at: Instant; readonly found: Promise<Found> }>>();

  async function ask(request: HttpRequest, token: Token): Promise<HttpOutcome> {
    const outcome = await http.send(request);
    issuerTime.heard(token, outcome);
    return outcome;
  }

  async function look(discovery: Discovery, context: ActContext): Promise<Found> {
    const request = discovery.ask(context);
    if (request === undefined) return succeeded(context.base);
    const outcome = await ask(request, context.token);
    const found = discovery.read(outcome, context);
    if (found.ok) return found;
    const { verdict } = found.failure;
    const cause = verdict.kind === 'unknown' ? verdict.cause : 'unexpected';
    return failed({ kind: 'again', cause, retryAt: retryAt(outcome, outcome.at) });
  }

  /** Many accounts of one issuer ask at once for the same document; one that was of no use is asked for anew. */
  async function placeOf(discovery: Discovery, context: ActContext): Promise<Found> {
    const known = places.get(discovery) ?? new Map<string, { at: Instant; found: Promise<Found> }>();
    places.set(discovery, known);
    const before = known.get(context.base);
    if (before !== undefined && clock.now() < later(before.at, DOCUMENT_LIFE)) return before.found;
    const found = look(discovery, context);
    known.set(context.base, { at: clock.now(), found });
    const result = await found;
    if (!result.ok) known.delete(context.base);
    return result;
  }

  async function contextOf(
    token: Token,
    discovery: Discovery | undefined,
  ): Promise<Result<ActContext, Refused<'again'>>> {
    const hosts = registry.get(token.provider)?.hosts;
    const base = token.host ?? (hosts?.kind === 'default' ? hosts.base : '');
    const context: ActContext = { token, base, now: issuerTime.now(token) };
    if (discovery === undefined) return succeeded(context);
    const place = await placeOf(discovery, context);
    return place.ok ? succeeded({ ...context, base: place.value }) : place;
  }

  return {
    async prepare(token, renew, credential) {
      const context = await contextOf(token, renew.discovery);
      if (!context.ok) return context;
      return succeeded({ context: context.value, request: await renew.ask(credential, context.value) });
    },

    async send({ request, context }, renew, credential, notAfter) {
      const outcome = await ask({ ...request, notAfter }, context.token);
      const read = renew.read(outcome, credential, context);
      if (!read.ok) return failed({ ...read.failure, retryAt: retryAt(outcome, outcome.at) });
      const status = outcome.kind === 'answered' ? outcome.status : undefined;
      const evidence = { at: outcome.at, asked: askedOf(request), status, said: 'renewed' };
      return succeeded({ ...read.value, look: { verdict: { kind: 'valid' }, evidence } });
    },

    async prove(token, proof, credential) {
      const context = await contextOf(token, proof.discovery);
      if (!context.ok) return context;
      const outcome = await ask(await proof.ask(credential, context.value), token);
      const silent = unsettled(outcome, context.value);
      return silent === undefined
        ? succeeded(proof.read(outcome, context.value))
        : failed({ kind: 'again', cause: silent.cause, retryAt: retryAt(outcome, outcome.at) });
    },
  };
}
