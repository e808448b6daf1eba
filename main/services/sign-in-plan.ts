import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId, type Token, type TokenId } from '../../shared/token.ts';
import { hostOf } from '../domain/host.ts';
import type { Ports } from '../domain/ports.ts';
import type { SignInRequest } from '../domain/sign-in-port.ts';
import type { Provider, Registry } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { named } from './naming.ts';

/** A sign-in that may begin. */
export interface Plan {
  /** Of the token to be, or of the one to be signed in again. */
  readonly id: TokenId;
  /** Issuer, client and label: one sign-in at a time for each. */
  readonly account: string;
  readonly label: string;
  readonly provider: string;
  /** As the token keeps it. */
  readonly host: string | undefined;
  readonly request: SignInRequest;
  /** The token to be signed in again. */
  readonly token: Token | undefined;
}

type Input = Asked<'signIn'>;
type Needs = Pick<Ports, 'catalog' | 'secrets' | 'random'> & { readonly registry: Registry };
/** What is not said anew is as it was. */
interface Known {
  readonly id: TokenId;
  readonly token?: Token;
  readonly clientId?: string | undefined;
  readonly clientSecret?: Secret | undefined;
}

export async function planSignIn(input: Input, needs: Needs): Promise<Result<Plan, Failure>> {
  const known = await (input.again ? knownOf(input.label, needs) : blank(input.label, needs));
  if (!known.ok) return known;
  const { id, token } = known.value;
  const place = placeOf(input, token, needs.registry);
  if (!place.ok) return place;
  const client = clientOf(input, known.value);
  if (!client.ok) return client;
  const { issuer, provider, host } = place.value;
  const label = token?.label ?? input.label;
  const request = { issuer, ...client.value, how: input.how, scopes: input.scopes ?? token?.scopes ?? [] };
  const account = JSON.stringify([issuer, request.clientId, label]);
  return succeeded({ id, account, label, provider, host, request, token });
}

type Client = Pick<SignInRequest, 'clientId' | 'clientSecret'>;

/** A secret belongs to its client: another client does not inherit it. */
function clientOf({ clientId, clientSecret }: Input, known: Known): Result<Client, Failure> {
  const id = clientId ?? known.clientId;
  if (id === undefined) return failed({ code: 'bad-input', field: 'the client ID', need: 'the issuer knows us by it' });
  if (clientSecret !== undefined && clientSecret !== '')
    return succeeded({ clientId: id, clientSecret: new Secret(clientSecret) });
  return succeeded({ clientId: id, clientSecret: id === known.clientId ? known.clientSecret : undefined });
}

/** The keyring is asked before the issuer is: what comes at the end cannot be had a second time. */
async function blank(label: string, { catalog, secrets, random }: Needs): Promise<Result<Known, Failure>> {
  if (catalog.list().some((token) => token.label === label)) return failed({ code: 'name-taken', name: label });
  const id = tokenId(random.id());
  const serves = await secrets.get(id);
  return serves.ok ? succeeded({ id }) : serves;
}

async function knownOf(name: string, { catalog, secrets }: Needs): Promise<Result<Known, Failure>> {
  const found = named(catalog, name);
  if (!found.ok) return found;
  const token = found.value;
  if (token.ending !== undefined) return failed({ code: 'revocation-pending', name: token.label });
  const kept = await secrets.get(token.id);
  if (!kept.ok) return kept;
  const fields = kept.value?.credential.fields;
  const clientId = fields?.['client-id']?.use((text) => text);
  return succeeded({ id: token.id, token, clientId, clientSecret: fields?.['client-secret'] });
}

interface Place {
  readonly provider: string;
  readonly issuer: string;
  readonly host: string | undefined;
}

/** The issuer is the host of the token. It is asked as it was typed, since a slash at the end may be part of its name. */
function placeOf({ provider: named, issuer: typed = '' }: Input, token: Token | undefined, registry: Registry) {
  const wanted = named ?? token?.provider ?? 'oauth2';
  const provider = registry.get(wanted);
  return provider === undefined
    ? failed({ code: 'provider-unknown' as const, provider: wanted, known: registry.all.map(({ id }) => id) })
    : placeAt(provider, typed.trim() === '' ? token?.host : typed.trim());
}

function placeAt({ id, hosts }: Provider, told: string | undefined): Result<Place, Failure> {
  const base = hosts.kind === 'default' ? hosts.base : undefined;
  const issuer = told ?? base;
  const host = hostOf(hosts, issuer);
  if (!host.ok) return host;
  if (issuer === undefined) return failed({ code: 'host-refused', host: '', why: 'needed' });
  return succeeded({ provider: id, issuer, host: host.value === base ? undefined : host.value });
}
