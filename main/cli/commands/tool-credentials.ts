import type { AgentAsk } from '../../../shared/agent.ts';
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
  readonly fields: Readonly<Record<string, string>>;
  /** Undefined where no end is known. */
  readonly expiresAt: string | undefined;
}

type More = Pick<AgentAsk<'get'>, 'host' | 'fields'>;

async function lend(context: Context, token: string, tool: string, more: More = {}): Promise<Result<Given, Failure>> {
  const lent = await askVault(context, 'get', { token, tool, minLifeMs: MIN_LIFE_MS, ...more });
  if (!lent.ok) return lent;
  const shown = await askVault(context, 'show', { token });
  const expiry = shown.ok ? shown.value.token.expiry : undefined;
  const expiresAt = expiry?.kind === 'at' ? `${new Date(expiry.at).toISOString().slice(0, 19)}Z` : undefined;
  return succeeded({ value: lent.value.value, fields: lent.value.fields ?? {}, expiresAt });
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

const [KEY, SESSION] = ['access-key-id', 'session-token'] as const;

/** What `credential_process` of AWS answers: the key is the token's field, its secret the value, both of one moment. */
export async function awsCredential(context: Context, token: string): Promise<Exit> {
  const given = await lend(context, token, 'aws', { fields: [KEY, SESSION] });
  if (!given.ok) return fail(given.failure);
  const { value, fields, expiresAt } = given.value;
  const { [KEY]: key, [SESSION]: session } = fields;
  if (key === undefined) return fail({ code: 'bad-input', field: KEY, need: 'it is kept as a field of the token' });
  return answerLine({
    Version: 1,
    AccessKeyId: key,
    SecretAccessKey: value,
    ...(session === undefined ? {} : { SessionToken: session }),
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
  const given = await lend(context, token, 'terraform', { host });
  return given.ok ? answerLine({ token: given.value.value }) : fail(given.failure);
}
