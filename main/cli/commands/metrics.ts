import { createHash } from 'node:crypto';
import { Counter, Gauge, Registry, type OpenMetricsContentType } from 'prom-client';
import type { AuditLine } from '../../../shared/audit.ts';
import type { Failure } from '../../../shared/failure.ts';
import { succeeded, type Result } from '../../../shared/result.ts';
import type { TokenView } from '../../../shared/snapshot.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { serveMetrics } from '../serve-metrics.ts';
import { answer, fail } from '../speak.ts';

export interface MetricsOptions {
  /** Names and owners as digests: who reads the metrics need not know what is kept. */
  readonly hashNames?: boolean;
  /** A port on loopback, to be asked by a monitoring program until a signal. */
  readonly listen?: string;
}

const PREFIX = 'tokenkeep_token';
const MOST_LINES = 100_000;

/** As OpenMetrics text: one reading, or one for each time that it is asked for. Says nothing of a value. */
export async function metrics(context: Context, { hashNames = false, listen }: MetricsOptions): Promise<Exit> {
  if (listen !== undefined) return serveMetrics(listen, () => reading(context, hashNames));
  const read = await reading(context, hashNames);
  if (!read.ok) return fail(read.failure);
  answer(read.value);
  return exits.done;
}

async function reading(context: Context, isHashed: boolean): Promise<Result<string, Failure>> {
  const [listed, acts] = [await askVault(context, 'list', {}), await askVault(context, 'audit', { limit: MOST_LINES })];
  if (!listed.ok) return listed;
  if (!acts.ok) return acts;
  return succeeded(await metricsOf(listed.value.tokens, acts.value, Date.now(), isHashed));
}

/** `now` in milliseconds since 1970. */
export function metricsOf(
  tokens: readonly TokenView[],
  acts: readonly AuditLine[],
  now: number,
  isHashed: boolean,
): Promise<string> {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const labelsOf = ({ token }: TokenView): Labels => {
    const [name, owner = ''] = isHashed ? [token.label, token.owner].map(hashed) : [token.label, token.owner];
    return { name: name ?? '', provider: token.provider, owner, environment: token.environment ?? '' };
  };
  readState(registry, tokens, now, labelsOf);
  countActs(registry, tokens, acts, labelsOf);
  return registry.metrics();
}

interface Labels {
  readonly name: string;
  readonly provider: string;
  readonly owner: string;
  readonly environment: string;
}
type LabelsOf = (view: TokenView) => Labels;
type Metrics = Registry<OpenMetricsContentType>;

const NAMES = ['name', 'provider', 'owner', 'environment'] as const;

function hashed(name: string | undefined): string {
  return name === undefined ? '' : createHash('sha256').update(name).digest('hex').slice(0, 16);
}

function readState(registry: Metrics, tokens: readonly TokenView[], now: number, labelsOf: LabelsOf): void {
  const registers = [registry];
  const expiry = new Gauge({
    name: `${PREFIX}_expiry_seconds`,
    help: 'Seconds until the token ends, below zero once it has; absent where no end is known.',
    labelNames: NAMES,
    registers,
  });
  const good = new Gauge({
    name: `${PREFIX}_last_good_check_timestamp_seconds`,
    help: 'When its issuer last took the token; absent before the first time.',
    labelNames: NAMES,
    registers,
  });
  const state = new Gauge({
    name: `${PREFIX}_state`,
    help: 'One for the state that the token is in.',
    labelNames: [...NAMES, 'state'],
    registers,
  });
  for (const view of tokens) {
    const { expiry: end, standing } = view.token;
    if (end.kind === 'at') expiry.set(labelsOf(view), Math.round((end.at - now) / 1000));
    if (standing.lastGood !== undefined) good.set(labelsOf(view), Math.round(standing.lastGood.at / 1000));
    state.set({ ...labelsOf(view), state: view.status.kind }, 1);
  }
}

/** As far back as the audit log goes. */
function countActs(
  registry: Metrics,
  tokens: readonly TokenView[],
  acts: readonly AuditLine[],
  labelsOf: LabelsOf,
): void {
  const counters = new Map(
    (['refresh', 'rotate'] as const).map((act) => [
      act as string,
      new Counter({
        name: `${PREFIX}_${act === 'refresh' ? 'refreshes' : 'rotations'}`,
        help: `How often a ${act === 'refresh' ? 'refresh' : 'rotation'} came to this outcome.`,
        labelNames: [...NAMES, 'outcome'],
        registers: [registry],
      }),
    ]),
  );
  const known = new Map(tokens.map((view) => [view.token.id as string, labelsOf(view)]));
  for (const { act, token = '', outcome } of acts) {
    const labels = known.get(token);
    if (labels !== undefined) counters.get(act)?.inc({ ...labels, outcome });
  }
}
