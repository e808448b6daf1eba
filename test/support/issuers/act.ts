import type { Derived, Narrowing } from '../../../main/domain/derive.ts';
import type { Credential } from '../../../main/domain/storage-ports.ts';
import type { ActContext, ActRefusal, Issued, Provider, Revoke } from '../../../main/domain/provider.ts';
import { Secret } from '../../../main/domain/secret.ts';
import type { Result } from '../../../shared/result.ts';
import type { Instant } from '../../../shared/time.ts';
import type { Token } from '../../../shared/token.ts';
import { aToken, T0 } from '../tokens.ts';
import { send } from './look.ts';

interface ActAt {
  readonly value: string;
  readonly base: string;
  readonly refresh?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly token?: Partial<Token>;
  readonly now?: Instant;
}

function actOf({ value, base, refresh, fields = {}, token, now = T0 }: ActAt): [Credential, ActContext] {
  const secrets = Object.entries(fields).map(([key, text]) => [key, new Secret(text)]);
  const credential = {
    access: new Secret(value),
    fields: Object.fromEntries(secrets),
    ...(refresh === undefined ? {} : { refresh: new Secret(refresh) }),
  };
  return [credential, { token: aToken(token), base, now }];
}

/** One revocation at an issuer through plain fetch, discovery and all its parts; what each was answered, or `impossible`. */
export async function revokeAt({ revoke }: Provider, act: ActAt): Promise<readonly unknown[]> {
  if (revoke === undefined) throw new Error('it has no way to revoke');
  const [credential, named] = actOf(act);
  const context = { ...named, base: await baseOf(revoke, named) };
  const answers: unknown[] = [];
  for (const part of revoke.parts?.(credential) ?? [credential]) answers.push(await once(revoke, part, context));
  return answers;
}

async function baseOf({ discovery }: Pick<Revoke, 'discovery'>, named: ActContext): Promise<string> {
  const where = discovery?.ask(named);
  if (discovery === undefined || where === undefined) return named.base;
  const found = discovery.read(await send(where, T0), named);
  if (!found.ok) throw new Error(`not found: ${found.failure.said ?? 'no word'}`);
  return found.value;
}

async function once(revoke: Revoke, credential: Credential, context: ActContext): Promise<unknown> {
  const request = await revoke.ask(credential, context);
  if (request === undefined) return 'impossible';
  const read = revoke.read(await send(request, T0), context);
  if (read.ok) return read.value;
  const other = read.failure.kind === 'no' ? await revoke.otherwise?.(credential, context) : undefined;
  if (other === undefined) return read.failure;
  const again = revoke.read(await send(other, T0), context);
  return again.ok ? again.value : again.failure;
}

/** One narrowing at an issuer through plain fetch: by its first way, discovery and all. */
export async function deriveAt(
  { derive }: Provider,
  act: ActAt,
  wanted: Narrowing,
): Promise<Result<Derived, ActRefusal>> {
  const [credential, named] = actOf(act);
  const way = derive?.ways.find((one) => one.can(named.token, wanted));
  if (way === undefined) throw new Error('it cannot narrow this');
  if (way.how === 'offline-attenuate') return way.make(credential, wanted, named);
  const context = { ...named, base: await baseOf(way, named) };
  return way.read(await send(await way.ask(credential, wanted, context), T0), credential, wanted, context);
}

/** One renewal at an issuer through plain fetch. */
export async function renewAt({ renew }: Provider, act: ActAt): Promise<Result<Issued, ActRefusal>> {
  if (renew === undefined) throw new Error('it has no way to renew');
  const [credential, context] = actOf(act);
  return renew.read(await send(await renew.ask(credential, context), T0), credential, context);
}
