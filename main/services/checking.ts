import type { FileFailure, KeyringFailure, VaultFailure } from '../../shared/failure.ts';
import { done, failed, type Result } from '../../shared/result.ts';
import type { Duration } from '../../shared/time.ts';
import type { Token, TokenId } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';
import { afterLook, askedOf, joined, withFacts } from '../domain/look.ts';
import { retryAt, serverOffset } from '../domain/outcome.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { renewsOf, type AskContext, type Check, type Judgement, type Registry } from '../domain/provider.ts';
import { renewsItself } from '../domain/renewing.ts';
import type { Look } from '../domain/retry.ts';
import { lifeBy } from '../domain/rotation.ts';
import { createControls } from './controls.ts';
import type { IssuerTime } from './issuer-time.ts';
import type { Notifying } from './notifying.ts';

export interface Asked {
  readonly look: Look;
  readonly judgement: Judgement;
}

export type CheckFailure = KeyringFailure | FileFailure | Extract<VaultFailure, { code: 'value-missing' }>;

type By = 'heartbeat' | 'attended' | 'confirmed';

export interface Checking {
  /**
   * Asks the issuer of one token now and remembers what it said. A look already under way is joined. `attended`: a person waits for it, so that
   * the issuer may be tried with a made-up value as well; `confirmed`: they know what the look itself does.
   */
  check(id: TokenId, by?: By): Promise<Result<void, CheckFailure>>;
  /** What the issuer says of a value that need not be the token's own; nothing is remembered. Undefined where nobody can be asked. */
  ask(token: Token, credential: Credential): Promise<Asked | undefined>;
  /** Tokens being asked after at this moment. */
  underWay(): readonly TokenId[];
  /** How far the issuers' clocks are ahead of ours, by the last answer. */
  clockOffset(): Duration | undefined;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'secrets' | 'catalog' | 'http' | 'audit' | 'log'> & {
  readonly registry: Registry;
  readonly issuerTime: IssuerTime;
  readonly notifying: Notifying;
  changed(): void;
};

export function createChecking({
  clock,
  random,
  secrets,
  catalog,
  http,
  audit,
  log,
  registry,
  issuerTime,
  notifying,
  changed,
}: Needs): Checking {
  const running = new Map<TokenId, Promise<Result<void, CheckFailure>>>();
  const controls = createControls({ clock, random, http, registry });
  let offset: Duration | undefined;

  async function look(token: Token, by: By): Promise<Result<void, CheckFailure>> {
    const { check, reads } = registry.get(token.provider) ?? {};
    const asks = check !== undefined && isOpen(check, token, by);
    if (!asks && reads === undefined) return done;
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) {
      await catalog.change(token.id, withoutValue);
      return failed({ code: 'value-missing', name: token.label });
    }
    const own = reads?.(kept.value.credential) ?? {};
    if (!asks)
      return catalog.change(token.id, (newest) => (sameValue(newest, token) ? withFacts(newest, own) : newest));
    const { look, judgement } = await ask(check, withFacts(token, own), kept.value.credential, by);
    return remember(token, look, { ...judgement, facts: joined(own, judgement.facts) });
  }

  async function ask(check: Check, token: Token, credential: Credential, by: By): Promise<Asked> {
    if (check.kind === 'offline') {
      const judgement = check.read(credential, clock.now());
      const evidence = { at: clock.now(), asked: 'its own claims', said: judgement.said };
      return { judgement, look: { verdict: judgement.verdict, evidence } };
    }
    const hosts = registry.get(token.provider)?.hosts;
    const named = { token, base: token.host ?? (hosts?.kind === 'default' ? hosts.base : '') };
    const where = check.discovery?.ask(named);
    if (check.discovery === undefined || where === undefined) return question(check, credential, named, by);
    const document = await http.send(where);
    const found = check.discovery.read(document, named);
    return found.ok
      ? question(check, credential, { token, base: found.value }, by)
      : heard(where, document, found.failure);
  }

  async function question(
    check: Extract<Check, { kind: 'online' }>,
    credential: Credential,
    context: AskContext,
    by: By,
    mayAskAgain = true,
  ): Promise<Asked> {
    const ahead = issuerTime.ahead(context.token);
    const request = await check.ask(credential, { ...context, now: issuerTime.now(context.token) });
    const outcome = await http.send(request);
    issuerTime.heard(context.token, outcome);
    const judgement = check.judge(outcome, context, credential);
    const isCorrected = mayAskAgain && check.signed === true && issuerTime.ahead(context.token) !== ahead;
    if (judgement.verdict.kind === 'unknown' && isCorrected) return question(check, credential, context, by, false);
    if (lifeBy(judgement.verdict) !== 'lives') return heard(request, outcome, judgement);
    if (by !== 'heartbeat') await controls.tell(check, credential, context);
    return heard(request, outcome, controls.takesAll(context) ? TAKES_ALL : judgement);
  }

  function heard(request: HttpRequest, outcome: HttpOutcome, judgement: Judgement): Asked {
    const answered = outcome.kind === 'answered';
    if (answered) offset = serverOffset(outcome) ?? offset;
    const said = judgement.said ?? (answered ? undefined : outcome.code);
    const evidence = { at: outcome.at, asked: askedOf(request), status: answered ? outcome.status : undefined, said };
    return { judgement, look: { verdict: judgement.verdict, evidence, retryAt: retryAt(outcome, outcome.at) } };
  }

  async function remember(asked: Token, look: Look, judgement: Judgement): Promise<Result<void, CheckFailure>> {
    // A value replaced while the issuer was being asked: what was learned is about another token.
    if (!sameValue(catalog.get(asked.id), asked)) return done;
    const fraction = random.fraction();
    const kept = await catalog.change(asked.id, (token) => afterLook(token, look, judgement.facts, fraction));
    const before = asked.standing.latest?.verdict;
    if (before?.kind !== look.verdict.kind) await tell(asked, before, look);
    return kept;
  }

  async function tell(token: Token, before: Verdict | undefined, look: Look): Promise<void> {
    const { kind } = look.verdict;
    log.note('verdict', { token: token.id, kind });
    await audit.append({
      at: look.evidence.at,
      act: 'verdict',
      token: token.id,
      label: token.label,
      actor: 'heartbeat',
      outcome: kind,
    });
    if (before === undefined || token.ending !== undefined || (kind !== 'revoked' && kind !== 'invalid')) return;
    // Its end was told when the answer was lost.
    if (token.standing.outcomeLostAt !== undefined) return;
    // What renews itself is renewed first; only where that fails is there something to say.
    if (kind === 'invalid' && renewsItself(renewsOf(registry.get(token.provider), token))) return;
    const issuer = registry.get(token.provider)?.name ?? token.provider;
    await notifying.raise([{ kind: 'dead', token: token.id, label: token.label, provider: issuer, state: kind }]);
  }

  return {
    async ask(token, credential) {
      const check = registry.get(token.provider)?.check;
      return check?.kind === 'online' ? ask(check, token, credential, 'heartbeat') : undefined;
    },
    underWay: () => [...running.keys()],
    clockOffset: () => offset,
    async check(id, by = 'heartbeat') {
      const joined = running.get(id);
      if (joined !== undefined) return joined;
      const token = catalog.get(id);
      if (token === undefined) return done;
      const asking = look(token, by).finally(() => {
        running.delete(id);
        changed();
      });
      running.set(id, asking);
      changed();
      return asking;
    },
  };
}

/** To answer a made-up value in the same way is to say nothing of the real one. */
const TAKES_ALL: Judgement = {
  verdict: { kind: 'unknown', cause: 'unexpected' },
  facts: {},
  said: 'answers any value alike',
};

/** False where this token cannot be asked after, or not without somebody who knows what that does. */
function isOpen(check: Check, token: Token, by: By): boolean {
  if (check.kind === 'offline') return true;
  return check.can?.(token) !== false && (check.sideEffect === 'none' || by === 'confirmed');
}

const sameValue = (one: Token | undefined, other: Token): boolean => one?.digest === other.digest;

function withoutValue(token: Token): Token {
  const already = token.warnings.some(({ code }) => code === 'value-missing');
  return already ? token : { ...token, warnings: [...token.warnings, { code: 'value-missing' }] };
}
