import path from 'node:path';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { runChild, type Ended, type Job } from '../exec/child.ts';
import { NOT_FOUND } from '../exec/exit-of-child.ts';
import { findProgram } from '../exec/program.ts';
import { keepFresh } from '../exec/keep-fresh.ts';
import { createRefreshFile, type RefreshFile } from '../exec/refresh-file.ts';
import { loadPty, runAtTerminal } from '../exec/terminal-child.ts';
import { groupsOf, lendGroup, readWanted, type Wanted } from '../exec/wanted.ts';
import { isServed, whileHeld } from '../holder.ts';
import { error, fail, warning } from '../speak.ts';

export interface ExecOptions {
  readonly env?: readonly string[];
  readonly broker?: readonly string[];
  readonly allow?: readonly string[];
  readonly scope?: readonly string[];
  readonly mask?: boolean;
  readonly wait?: boolean;
  readonly refreshFile?: string;
}

/** What was borrowed for the child: its environment, what to mask, and what is to be given back. */
interface Borrowed {
  readonly env: Readonly<Record<string, string>>;
  readonly values: readonly string[];
  readonly leases: readonly string[];
}

interface Plan {
  readonly wanted: readonly Wanted[];
  readonly brokered: readonly Wanted[];
  readonly tool: string;
  readonly argv: readonly string[];
  readonly options: ExecOptions;
}

/** Runs a command with values in its environment; ends as it ends. */
export async function exec(context: Context, argv: readonly string[], options: ExecOptions): Promise<number> {
  const plan = planOf(argv, options);
  if (!plan.ok) return fail(plan.failure);
  // Nothing is lent for what cannot be run.
  const found = process.platform === 'win32' ? '' : findProgram(argv[0] ?? '', process.env['PATH']);
  if (typeof found === 'number') return tell({ kind: 'unstarted', status: found }, argv[0] ?? '');
  const work = (isHeld: boolean) => run(context, plan.value, isHeld);
  return needsHolder(options) ? whileHeld(context, () => work(true)) : work(await isServed(context));
}

/** What has to be given back, or is asked for again and again, needs somebody who holds the vault from first to last. */
const needsHolder = ({ broker, refreshFile, scope }: ExecOptions): boolean =>
  [broker, refreshFile, scope].some((each) => each !== undefined);

function planOf(argv: readonly string[], options: ExecOptions): Result<Plan, Failure> {
  const wanted = readWanted(options.env ?? [], '-e');
  if (!wanted.ok) return wanted;
  const brokered = readWanted(options.broker ?? [], '--broker');
  if (!brokered.ok) return brokered;
  if (options.refreshFile !== undefined && wanted.value.length !== 1) {
    return failed({ code: 'bad-input', field: '--refresh-file', need: 'exactly one -e beside it' });
  }
  const tool = path.basename(argv[0] ?? '').slice(0, 100);
  return succeeded({ wanted: wanted.value, brokered: brokered.value, tool, argv, options });
}

async function run(context: Context, plan: Plan, isHeld: boolean): Promise<number> {
  const borrowed = await borrow(context, plan, isHeld);
  if (!borrowed.ok) return fail(borrowed.failure);
  try {
    return await runWith(context, plan, borrowed.value);
  } finally {
    for (const id of borrowed.value.leases) await askVault(context, 'endLease', { id });
  }
}

/** All or nothing: the child is not started with half of what it needs. */
async function borrow(context: Context, plan: Plan, isHeld: boolean): Promise<Result<Borrowed, Failure>> {
  const { wanted, brokered, tool, options } = plan;
  const env: Record<string, string> = {};
  const [values, leases]: [string[], string[]] = [[], []];
  const narrow = options.scope === undefined ? {} : { scopes: [...options.scope] };
  const wait = options.wait ?? context.interactive;
  for (const group of groupsOf(wanted)) {
    const lent = await lendGroup(context, group, { tool, held: isHeld, wait, ...narrow });
    if (!lent.ok) return giveBack(context, leases, lent.failure);
    leases.push(...lent.value.leases);
    // The system's own limit of an environment.
    if (lent.value.values.some(([, value]) => value.includes('\0'))) {
      return giveBack(context, leases, { code: 'bad-input', field: '-e', need: 'a value without zero bytes' });
    }
    Object.assign(env, Object.fromEntries(lent.value.values));
    values.push(...lent.value.values.map(([, value]) => value));
  }
  for (const { variable, name } of brokered) {
    const lent = await askVault(context, 'broker', { token: name, tool, allow: [...(options.allow ?? [])], wait });
    if (!lent.ok) return giveBack(context, leases, lent.failure);
    env[variable] = lent.value.handle;
    env[`${variable}_URL`] = lent.value.baseUrl;
    leases.push(lent.value.lease);
  }
  return succeeded({ env, values, leases });
}

async function giveBack(
  context: Context,
  leases: readonly string[],
  failure: Failure,
): Promise<Result<never, Failure>> {
  for (const id of leases) await askVault(context, 'endLease', { id });
  return failed(failure);
}

async function runWith(context: Context, plan: Plan, { env, values }: Borrowed): Promise<number> {
  const { options, argv, wanted, tool } = plan;
  const [command = '', ...args] = argv;
  const masked = options.mask === true ? values : [];
  const job: Job = { command, args, env: { ...process.env, ...env }, masked };
  const file = options.refreshFile === undefined ? undefined : createRefreshFile(path.resolve(options.refreshFile));
  const written = file?.write(values[0] ?? '');
  if (written !== undefined && !written.ok) return fail(written.failure);
  const end = file === undefined ? undefined : freshen(context, wanted[0], tool, options, file);
  const leave = (): void => file?.remove();
  process.on('exit', leave);
  try {
    return tell(await start(context, job), command);
  } finally {
    await end?.();
    leave();
    process.off('exit', leave);
  }
}

function freshen(
  context: Context,
  wanted: Wanted | undefined,
  tool: string,
  { scope }: ExecOptions,
  file: RefreshFile,
) {
  return wanted === undefined ? undefined : keepFresh(context, { name: wanted.name, tool, scopes: scope ?? [] }, file);
}

function start({ entry }: Context, job: Job): Promise<Ended> {
  const isAtTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (job.masked.length === 0 || !isAtTerminal) return runChild(job);
  const pty = loadPty(entry);
  if (pty !== undefined) return runAtTerminal(pty, job);
  warning('the part that makes terminals is missing here, so the command sees a pipe');
  return runChild(job);
}

function tell({ kind, status }: Ended, command: string): number {
  if (kind === 'unstarted') {
    error(status === NOT_FOUND ? `there is no such program: ${command}` : `this cannot be run: ${command}`);
  }
  return status;
}
