import type { GrantView, Lease } from '../../../shared/lease.ts';
import { instant, isoOf, spellDuration } from '../../../shared/time.ts';
import { timeLeft } from '../../../shared/words-time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, hint, plain } from '../speak.ts';
import { table } from '../table.ts';

type Act = 'list' | 'end';

const width = (): number | undefined => (process.stdout.isTTY ? process.stdout.columns : undefined);
const now = () => instant(Date.now());
const needsId = (): Exit => fail({ code: 'bad-input', field: 'end', need: 'the id of what is to be ended' });

export async function leases(context: Context, act: Act, id: string | undefined): Promise<Exit> {
  if (act === 'end') return id === undefined ? needsId() : endLease(context, id);
  const listed = await askVault(context, 'leases', {});
  if (!listed.ok) return fail(listed.failure);
  if (context.json) answerJson(listed.value.map(leaseJson));
  else answer(table(listed.value.map(leaseRow), width()));
  if (listed.value.length === 0) hint('nothing is lent now');
  return exits.done;
}

async function endLease(context: Context, id: string): Promise<Exit> {
  const ended = await askVault(context, 'endLease', { id });
  if (!ended.ok) return fail(ended.failure);
  if (context.json) answerJson(leaseJson(ended.value));
  else answer(plain(`Ended: ${ended.value.borrower.tool} has ${ended.value.label} no longer.`));
  if (ended.value.ending !== undefined) {
    hint('the narrower token could not be proven dead yet; that is tried again by itself');
    return exits.pending;
  }
  if (ended.value.how === 'whole') hint('the whole token was lent, and whoever kept it has it still');
  return exits.done;
}

const HOW = { narrowed: 'narrower', whole: 'whole', broker: 'by broker' } as const;

function leaseRow({ id, label, borrower, how, scopes, endsAt, ending }: Lease) {
  const end = ending === undefined ? `ends ${timeLeft(endsAt, now())}` : 'being ended';
  const may = how === 'narrowed' ? scopes.join(', ') : '';
  const cells = [id, label, borrower.tool, HOW[how], end, may, borrower.repo ?? borrower.folder];
  return { mark: ending === undefined ? ' ' : '~', cells: cells.map(plain) };
}

function leaseJson({ openedAt, endsAt, child, ending, label, ...lease }: Lease) {
  return {
    ...lease,
    name: label,
    openedAt: isoOf(openedAt),
    endsAt: isoOf(endsAt),
    expiresAt: child?.expiresAt === undefined ? null : isoOf(child.expiresAt),
    ending: ending === undefined ? null : { since: isoOf(ending.since), tries: ending.misses },
  };
}

export async function grants(context: Context, act: Act, id: string | undefined): Promise<Exit> {
  if (act === 'end') return id === undefined ? needsId() : endGrant(context, id);
  const listed = await askVault(context, 'grants', {});
  if (!listed.ok) return fail(listed.failure);
  if (context.json) answerJson(listed.value.map(grantJson));
  else answer(table(listed.value.map(grantRow), width()));
  if (listed.value.length === 0) hint('no tool has a standing word; each is asked about');
  return exits.done;
}

async function endGrant(context: Context, id: string): Promise<Exit> {
  const ended = await askVault(context, 'endGrant', { id });
  if (!ended.ok) return fail(ended.failure);
  if (context.json) answerJson(grantJson(ended.value));
  else answer(plain(`${ended.value.tool} is asked about again when it wants ${ended.value.label}.`));
  return exits.done;
}

function grantRow({ id, label, tool, allows, scopes, longest, until }: GrantView) {
  const may = !allows ? 'never' : scopes === undefined ? 'the whole token' : scopes.join(', ');
  const length = longest === undefined ? '' : `for ${spellDuration(longest)} at most`;
  const end = until === undefined ? 'always' : `ends ${timeLeft(until, now())}`;
  return { mark: allows ? ' ' : 'x', cells: [id, label, tool, may, length, end].map(plain) };
}

function grantJson({ since, until, longest, label, scopes, ...grant }: GrantView) {
  return {
    ...grant,
    name: label,
    scopes: scopes ?? null,
    longest: longest === undefined ? null : spellDuration(longest),
    since: isoOf(since),
    until: until === undefined ? null : isoOf(until),
  };
}
