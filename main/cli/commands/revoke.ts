import type { RevocationPreview } from '../../../shared/commands/acts.ts';
import type { TokenView } from '../../../shared/snapshot.ts';
import { instant } from '../../../shared/time.ts';
import { evidenceWords } from '../../../shared/words.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { askLine, confirm } from '../hidden-prompt.ts';
import { answer, answerJson, fail, hint, lowered, plain, warning } from '../speak.ts';
import { tokenJson } from '../token-json.ts';
import { tokenRows } from '../token-rows.ts';

export interface RevokeOptions {
  readonly all?: boolean;
  readonly yes?: boolean;
}

export async function revoke(context: Context, token: string | undefined, options: RevokeOptions): Promise<Exit> {
  const { all, yes = false } = options;
  if (token === undefined ? all !== true : all === true) {
    return fail({ code: 'bad-input', field: 'revoke', need: 'one name, or --all' });
  }
  return token === undefined ? revokeAll(context, yes) : revokeOne(context, token, yes);
}

/** Says first what ends with it and who uses it. A token that something is known to use is revoked only by its name, typed. */
async function revokeOne(context: Context, token: string, yes: boolean): Promise<Exit> {
  const planned = await askVault(context, 'revocation', { token });
  if (!planned.ok) return fail(planned.failure);
  const asks = !yes && context.interactive && planned.value.possible;
  const confirmed = yes || (asks && (await agreed(token, planned.value)));
  const revoked = await askVault(context, 'revoke', { token, confirmed });
  if (!revoked.ok) return fail(revoked.failure, adviceOf(revoked.failure.code));
  const view = revoked.value;
  if (context.json) answerJson(tokenJson(view));
  else answer(`${tokenRows([view])}${plain(evidenceWords(view, instant(Date.now())))}`);
  if (view.status.kind === 'revoked') return exits.done;
  warnPending(view, planned.value.link);
  return exits.pending;
}

function warnPending({ token }: TokenView, link: string | undefined): void {
  const { ending } = token;
  if (ending?.overdue === true) {
    warning(`its issuer does not end it; do it yourself${link === undefined ? '' : ` at ${link}`}`);
  } else if (ending?.askedAt === undefined)
    hint('its issuer could not be asked; that is done by itself as soon as it can be');
  else hint('its issuer has been asked, and it is looked at until it is proven dead');
  hint('it is no longer used here');
}

const adviceOf = (code: string): string | undefined => (code === 'confirm-needed' ? 'say so with --yes' : undefined);

async function agreed(token: string, { blast, children, consumers }: RevocationPreview): Promise<boolean> {
  const lines = ['It stops working for everybody, at once, and cannot be brought back.'];
  if (blast !== undefined) lines.push(`With it may end: ${blast}.`);
  if (children > 0) lines.push(`Narrower tokens of it that are lent now end with it: ${children}.`);
  lines.push(consumers.length === 0 ? 'Nothing is recorded that uses it.' : `Used by ${consumers.join(', ')}.`);
  process.stderr.write(`${lines.map(plain).join('\n')}\n`);
  if (consumers.length === 0) return confirm(plain(`Revoke ${token} now?`));
  return (await askLine(plain(`Type ${token} to revoke it: `))) === token;
}

async function revokeAll(context: Context, yes: boolean): Promise<Exit> {
  const first = await askVault(context, 'revokeAll', { confirmed: yes });
  const ended = first.ok || yes || !context.interactive ? first : await afterAsking(context, first.failure);
  if (!ended.ok) return fail(ended.failure, adviceOf(ended.failure.code));
  const views = ended.value;
  if (context.json) answerJson(views.map(tokenJson));
  else answer(tokenRows(views));
  const pending = views.filter(({ status }) => status.kind === 'revocation-pending');
  if (pending.length > 0) warning(`not proven dead yet: ${namesOf(pending)}`);
  const left = views.filter(({ status }) => !['revocation-pending', 'revoked'].includes(status.kind));
  if (left.length > 0) warning(`cannot be revoked from here: ${namesOf(left)}`);
  return pending.length > 0 ? exits.pending : exits.done;
}

type EndedAll = Awaited<ReturnType<typeof askVault<'revokeAll'>>>;

async function afterAsking(context: Context, failure: Extract<EndedAll, { ok: false }>['failure']): Promise<EndedAll> {
  if (failure.code !== 'confirm-needed') return { ok: false, failure };
  const { name, consumers } = failure;
  process.stderr.write(
    plain(`Ends ${name}${consumers.length === 0 ? '' : `, used by ${consumers.join(', ')}`}.`) + '\n',
  );
  const typed = await askLine('Type revoke all to go on: ');
  return askVault(context, 'revokeAll', { confirmed: lowered(typed) === 'revoke all' });
}

const namesOf = (views: readonly TokenView[]): string => views.map(({ token }) => token.label).join(', ');
