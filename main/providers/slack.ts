import type { UnknownCause, Verdict } from '../../shared/verdict.ts';
import { refusalAt } from '../domain/expiry.ts';
import { wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { HttpAnswer, HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { AskContext, Judgement, Provider } from '../domain/provider.ts';
import { tooWide } from '../domain/scopes.ts';
import { cannotTell, codeOf, heard } from './judging.ts';
import { bearer } from './parts/auth.ts';
import { clientFieldsOf } from './parts/refresh.ts';
import { slackKinds } from './slack-kinds.ts';
import { slackRefresh, slackRevoke } from './slack-life.ts';

/** Slack answers 200 to nearly everything; its body says what it means. */
export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  hosts: { kind: 'default', base: 'https://slack.com' },
  fields: clientFieldsOf('slack-bot-rotating', 'slack-user-rotating'),
  kinds: slackKinds,
  refuses: [{ shape: /^xox[cds]-[\w%-]{10,}$/, what: 'the session of a browser at Slack' }],
  check: { kind: 'online', sideEffect: 'none', ask, present: bearer, judge },
  renew: slackRefresh,
  revoke: slackRevoke,
  link: () => 'https://api.slack.com/apps',
};

/** https://docs.slack.dev/reference/methods/auth.test */
function ask({ access }: Credential, { base }: AskContext): HttpRequest {
  const authorization = access.map((value) => `Bearer ${value}`);
  return { method: 'POST', url: `${base}/api/auth.test`, headers: { accept: 'application/json', authorization } };
}

function judge(outcome: HttpOutcome, context: AskContext): Judgement {
  const told = heard(outcome, context);
  if (!told.ok) return told.failure;
  const { answer, body } = told.value;
  if (answer.status !== 200 || typeof body['ok'] !== 'boolean') return cannotTell('unexpected', codeOf(body['error']));
  return body['ok'] ? lives(answer, body) : refused(codeOf(body['error']), context, answer);
}

function lives({ headers }: HttpAnswer, body: Fields): Judgement {
  const scopes = wordsOf(headers['x-oauth-scopes']);
  const [user, team] = [wordOf(body['user']), wordOf(body['team'])];
  const subject = user === undefined || team === undefined ? (user ?? team) : `${user} in ${team}`;
  return { verdict: { kind: 'valid' }, facts: { subject, scopes, warnings: tooWide(scopes ?? [], ['admin*']) } };
}

const REFUSALS: Readonly<Record<string, Verdict>> = {
  token_expired: { kind: 'expired' },
  token_revoked: { kind: 'revoked' },
  account_inactive: { kind: 'revoked' },
  missing_scope: { kind: 'blocked', why: 'insufficient-scope' },
  not_allowed_token_type: { kind: 'blocked', why: 'insufficient-scope' },
  org_login_required: { kind: 'blocked', why: 'sso-required' },
  ekm_access_denied: { kind: 'blocked', why: 'policy' },
  access_denied: { kind: 'blocked', why: 'policy' },
  two_factor_setup_required: { kind: 'blocked', why: 'policy' },
};

const TROUBLES: Readonly<Record<string, UnknownCause>> = {
  ratelimited: 'rate-limited',
  internal_error: 'outage',
  fatal_error: 'outage',
  service_unavailable: 'outage',
  request_timeout: 'outage',
};

function refused(code: string | undefined, { token }: AskContext, { at }: HttpAnswer): Judgement {
  const known = code === undefined ? undefined : REFUSALS[code];
  if (known !== undefined) return { verdict: known, facts: {}, said: code };
  if (code === 'invalid_auth') return { verdict: refusalAt(token.expiry, at), facts: {}, said: code };
  return cannotTell(TROUBLES[code ?? ''] ?? 'unexpected', code);
}
