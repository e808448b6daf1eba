import type { Failure } from '../../../shared/failure.ts';
import { succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { error, fail } from '../speak.ts';

/** So much life a value has when a tool is given it, as far as its issuer gives that much. */
const MIN_LIFE_MS = 60_000;

interface Given {
  readonly value: string;
  /** Undefined where no end is known. */
  readonly expiresAt: string | undefined;
}

async function lend(context: Context, token: string, tool: string, host?: string): Promise<Result<Given, Failure>> {
  const ask = { token, tool, minLifeMs: MIN_LIFE_MS, ...(host === undefined ? {} : { host }) };
  const lent = await askVault(context, 'get', ask);
  if (!lent.ok) return lent;
  const shown = await askVault(context, 'show', { token });
  const expiry = shown.ok ? shown.value.token.expiry : undefined;
  const expiresAt = expiry?.kind === 'at' ? `${new Date(expiry.at).toISOString().slice(0, 19)}Z` : undefined;
  return succeeded({ value: lent.value.value, expiresAt });
}

function answerLine(value: unknown): Exit {
  process.stdout.write(`${JSON.stringify(value)}\n`);
  return exits.done;
}

/** An ExecCredential, as kubectl's credential plugins answer it. */
export async function kubectlCredential(context: Context, token: string): Promise<Exit> {
  const given = await lend(context, token, 'kubectl');
  if (!given.ok) return fail(given.failure);
  const { value, expiresAt } = given.value;
  const apiVersion = asked(process.env['KUBERNETES_EXEC_INFO']);
  const status = { ...(expiresAt === undefined ? {} : { expirationTimestamp: expiresAt }), token: value };
  return answerLine({ apiVersion, kind: 'ExecCredential', status });
}

/** kubectl says which version it speaks, and takes no other. */
function asked(info: string | undefined): string {
  const version = /"apiVersion"\s*:\s*"(client\.authentication\.k8s\.io\/v1(?:beta1)?)"/.exec(info ?? '')?.[1];
  return version ?? 'client.authentication.k8s.io/v1';
}

/** What `credential_process` of AWS answers: the key is the token's field, its secret the value. */
export async function awsCredential(context: Context, token: string): Promise<Exit> {
  const given = await lend(context, token, 'aws');
  if (!given.ok) return fail(given.failure);
  const key = await askVault(context, 'get', { token, tool: 'aws', field: 'access-key-id' });
  if (!key.ok) return fail(key.failure);
  const session = await askVault(context, 'get', { token, tool: 'aws', field: 'session-token' });
  const { value, expiresAt } = given.value;
  return answerLine({
    Version: 1,
    AccessKeyId: key.value.value,
    SecretAccessKey: value,
    ...(session.ok ? { SessionToken: session.value.value } : {}),
    // Without an end AWS takes them for good and asks no more.
    ...(expiresAt === undefined ? {} : { Expiration: expiresAt }),
  });
}

/** The credentials helper protocol of Terraform. Only the host that it was set up for is answered. */
export async function terraformCredential(
  context: Context,
  host: string,
  token: string,
  action: string,
  wanted: string,
): Promise<Exit> {
  if (action !== 'get') {
    error('tokenkeep keeps this token by itself; see tokenkeep replace and tokenkeep forget');
    return exits.failed;
  }
  if (wanted.toLowerCase() !== host.toLowerCase()) return answerLine({});
  const given = await lend(context, token, 'terraform', host);
  return given.ok ? answerLine({ token: given.value.value }) : fail(given.failure);
}
