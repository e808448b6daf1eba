import type { SignInBegun } from '../../../shared/commands/sign-in.ts';
import type { Ask } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import type { TokenView } from '../../../shared/snapshot.ts';
import { instant } from '../../../shared/time.ts';
import { expiryWords, statusWords } from '../../../shared/words.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { factsOf, type FactOptions } from '../fact-options.ts';
import { whileHeld } from '../holder.ts';
import { readSecrets } from '../read-secret.ts';
import { answer, answerJson, fail, hint, plain } from '../speak.ts';
import { tokenJson } from '../token-json.ts';

export interface SignInOptions extends FactOptions {
  readonly signIn?: boolean;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly device?: boolean;
  readonly clientCredentials?: boolean;
  readonly scope?: readonly string[];
  readonly again?: boolean;
}

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Where nobody holds the vault although somebody was to. */
const alone = { code: 'agent-unreachable', reason: 'it did not start' } as const;

/** OAuth sign-in. Where to go is told on stderr; the token comes when the person is back. */
export async function signIn(context: Context, label: string, options: SignInOptions): Promise<Exit> {
  const secret = await clientSecretOf(context, label, options);
  if (!secret.ok) return fail(secret.failure);
  const input = inputOf(context, label, options, secret.value);
  const signed = await whileHeld(context, () => throughout(context, input, factsOf(options)));
  return signed.ok ? tell(context, input.again === true, signed.value) : fail(signed.failure);
}

async function clientSecretOf(
  context: Context,
  label: string,
  { field = [], clientCredentials, again }: SignInOptions,
): Promise<Result<string | undefined, Failure>> {
  const other = field.find((key) => key !== 'client-secret');
  if (other !== undefined)
    return failed({ code: 'bad-input', field: other, need: 'a sign-in takes client-secret alone' });
  if (field.length === 0 && (clientCredentials !== true || again === true)) return succeeded(undefined);
  const read = await readSecrets(context, { value: false, name: label, fields: ['client-secret'] });
  return read.ok ? succeeded(read.value.fields['client-secret']) : read;
}

function inputOf(
  context: Context,
  label: string,
  options: SignInOptions,
  clientSecret: string | undefined,
): Ask<'signIn'> {
  const said = {
    provider: options.provider,
    issuer: options.issuer ?? options.host,
    clientId: options.clientId,
    clientSecret,
    scopes: options.scope,
  };
  const how = options.clientCredentials === true ? 'client' : options.device === true ? 'device' : 'browser';
  const told = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { label, how, again: options.again ?? false, open: hasDesktop(context), ...told };
}

/** A page is opened only for somebody who sits at this very desktop. */
function hasDesktop({ interactive }: Context): boolean {
  const { env, platform } = process;
  const isFar = env['SSH_CONNECTION'] !== undefined || env['SSH_TTY'] !== undefined;
  const shows = platform !== 'linux' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
  return interactive && shows && !isFar;
}

type Facts = ReturnType<typeof factsOf>;

async function throughout(context: Context, input: Ask<'signIn'>, facts: Facts): Promise<Result<TokenView, Failure>> {
  const begun = await askVault(context, 'signIn', input, { alone });
  if (!begun.ok) return begun;
  direct(begun.value);
  const signed = await untilEnd(context, begun.value.id);
  const { provider: _provider, host: _host, ...rest } = facts;
  if (!signed.ok || Object.keys(rest).length === 0) return signed;
  return askVault(context, 'edit', { token: signed.value.token.id, ...rest }, { alone });
}

function direct({ url, userCode, verificationUri, opened }: SignInBegun): void {
  if (userCode !== undefined && verificationUri !== undefined)
    hint(`open ${verificationUri} and type the code ${userCode}`);
  else if (url !== undefined && opened)
    hint(`sign in on the page that opened in your browser; if there is none, open ${url}`);
  else if (url !== undefined) hint(`open ${url} in a browser on this computer`);
}

/** Ctrl-C, and what else ends this process, ends the sign-in first. */
async function untilEnd(context: Context, id: string): Promise<Result<TokenView, Failure>> {
  const cancel = (signal: NodeJS.Signals): void => {
    for (const each of ENDING_SIGNALS) process.off(each, cancel);
    void askVault(context, 'signInCancel', { id }, { alone }).finally(() => process.kill(process.pid, signal));
  };
  for (const each of ENDING_SIGNALS) process.on(each, cancel);
  try {
    return await askVault(context, 'signInEnd', { id }, { alone });
  } finally {
    for (const each of ENDING_SIGNALS) process.off(each, cancel);
  }
}

function tell({ json }: Context, isAgain: boolean, view: TokenView): Exit {
  const now = instant(Date.now());
  if (json) answerJson(tokenJson(view));
  else {
    answer(plain(isAgain ? `Signed ${view.token.label} in again.` : `Signed in and kept as ${view.token.label}.`));
    answer(plain(`${statusWords(view, now)}. ${expiryWords(view.token.expiry, now)}.`));
  }
  return exits.done;
}
