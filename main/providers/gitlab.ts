import { instant, parseIso, type Instant } from '../../shared/time.ts';
import type { Expiry } from '../../shared/token.ts';
import type { Verdict } from '../../shared/verdict.ts';
import { expiryOfLength, expiryOfText, refusalAt, type ReadExpiry } from '../domain/expiry.ts';
import { wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { AskContext, Facts, Judgement, Provider } from '../domain/provider.ts';
import { tooWide } from '../domain/scopes.ts';
import { gitlabNeeds } from './gitlab-needs.ts';
import { gitlabPlace } from './git-places.ts';
import { gitlabRefusal } from './gitlab-refusal.ts';
import { gitlabPage, gitlabRevoke } from './gitlab-revoke.ts';
import { gitlabRotate } from './gitlab-rotate.ts';
import { cannotTell, heard } from './judging.ts';
import { bearer } from './parts/auth.ts';
import { clientFieldsOf, refreshAt } from './parts/refresh.ts';

const PUBLIC = 'https://gitlab.com';
const WIDE_SCOPES = ['api', 'sudo', 'admin_mode'];

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  hosts: { kind: 'default', base: PUBLIC },
  fields: [
    ...clientFieldsOf('gitlab-oauth'),
    {
      key: 'redirect-uri',
      label: 'Redirect address',
      secret: false,
      needed: false,
      hint: 'Of the OAuth application.',
      kinds: ['gitlab-oauth'],
    },
  ],
  kinds: [
    {
      id: 'gitlab-pat',
      name: 'access token',
      shapes: [/^glpat-[\w.-]{20,}$/],
      // A self-managed instance may have another prefix, or none.
      bare: [/^(?![0-9a-f]{64}$)[\w-]{20,}$/],
      names: /gitlab/i,
      end: 'told',
      docs: 'https://docs.gitlab.com/api/personal_access_tokens/',
      lacks: ['renew'],
    },
    {
      id: 'gitlab-oauth',
      name: 'OAuth access token',
      bare: [/^[0-9a-f]{64}$/],
      names: /gitlab/i,
      end: 'told',
      docs: 'https://docs.gitlab.com/api/oauth2/',
      lacks: ['rotate'],
    },
  ],
  check: { kind: 'online', sideEffect: 'none', ask, present: bearer, judge },
  needs: gitlabNeeds,
  renew: refreshAt({ path: '/oauth/token', client: 'form', redirect: true }),
  rotate: gitlabRotate,
  revoke: gitlabRevoke,
  git: gitlabPlace,
  link: gitlabPage,
};

const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^gldt-[\w-]{20,}$/, 'deploy token'],
  [/^glrt-[\w.-]{20,}$/, 'runner token'],
  [/^glcbt-\w{1,5}_[\w-]{20,}$/, 'CI job token'],
  [/^glptt-[\w-]{20,}$/, 'pipeline trigger token'],
  [/^glagent-[\w-]{20,}$/, 'Kubernetes agent token'],
  [/^gloas-[\w-]{20,}$/, 'OAuth application secret'],
  [/^glft-[\w-]{20,}$/, 'feed token'],
  [/^glimt-[\w-]{20,}$/, 'incoming mail token'],
  [/^glsoat-[\w-]{20,}$/, 'SCIM token'],
  [/^glffct-[\w-]{20,}$/, 'feature flags client token'],
  [/^glwt-[\w-]{20,}$/, 'workspace token'],
];

/** Kinds that the API does not take, so that there is nothing to ask. */
export const gitlabOther: Provider = {
  id: 'gitlab-other',
  name: 'GitLab, other kinds',
  hosts: { kind: 'default', base: PUBLIC },
  fields: [],
  kinds: [
    {
      id: 'gitlab-other',
      name: 'other token',
      shapes: OTHER_KINDS.map(([shape]) => shape),
      end: 'hidden',
      docs: 'https://docs.gitlab.com/security/tokens/',
    },
  ],
  recognise: (value) =>
    OTHER_KINDS.filter(([shape]) => shape.test(value)).map(([, kind]) => ({
      provider: 'gitlab-other',
      kind,
      kindId: 'gitlab-other',
      confidence: 'high',
    })),
};

/** An OAuth access token is 64 hexadecimal digits, and is asked after at a place of its own; self-managed hosts choose their own prefix for the rest. */
function ask({ access }: Credential, { base }: AskContext): HttpRequest {
  const isOAuth = access.use((value) => /^[0-9a-f]{64}$/.test(value));
  const accept = 'application/json';
  return isOAuth
    ? {
        method: 'GET',
        url: `${base}/oauth/token/info`,
        headers: { accept, authorization: access.map((value) => `Bearer ${value}`) },
      }
    : {
        method: 'GET',
        url: `${base}/api/v4/personal_access_tokens/self`,
        headers: { accept, 'private-token': access },
      };
}

function judge(outcome: HttpOutcome, context: AskContext): Judgement {
  const told = heard(outcome, context);
  if (!told.ok) return told.failure;
  const { answer, body } = told.value;
  if (answer.status !== 200) return gitlabRefusal(answer.status, body, refusalAt(context.token.expiry, answer.at));
  if (typeof body['active'] === 'boolean') return ofAccessToken(body, answer.at);
  return 'expires_in' in body && 'resource_owner_id' in body ? ofOAuthToken(body, answer.at) : cannotTell('unexpected');
}

function ofAccessToken(body: Fields, now: Instant): Judgement {
  const read = endOf(body['expires_at']);
  const facts = factsOf(read, parseIso(String(body['created_at']))?.at, body['scopes'], body['user_id']);
  return { verdict: stateOf(body, read.expiry, now), facts };
}

/** A null is how GitLab documents that a token has no end; it can still be given one by an administrator. */
function endOf(expiresAt: unknown): ReadExpiry {
  return expiresAt === null
    ? { expiry: { kind: 'never', source: 'issuer' }, warnings: [] }
    : expiryOfText(expiresAt, 'issuer');
}

function stateOf(body: Fields, expiry: Expiry, now: Instant): Verdict {
  if (body['revoked'] === true) return { kind: 'revoked' };
  return body['active'] === true ? { kind: 'valid' } : refusalAt(expiry, now);
}

function ofOAuthToken(body: Fields, now: Instant): Judgement {
  const { expires_in: left, created_at: created } = body as {
    readonly expires_in?: unknown;
    readonly created_at?: unknown;
  };
  const issuedAt = typeof created === 'number' ? instant(created * 1000) : undefined;
  const read = expiryOfLength(left, now, 'issuer');
  const verdict: Verdict = typeof left === 'number' && left <= 0 ? { kind: 'expired' } : { kind: 'valid' };
  return { verdict, facts: factsOf(read, issuedAt, body['scope'], body['resource_owner_id']) };
}

function factsOf(read: ReadExpiry, issuedAt: Instant | undefined, scopesSaid: unknown, user: unknown): Facts {
  const scopes = wordsOf(scopesSaid);
  const id = wordOf(user);
  return {
    expiry: read.expiry,
    scopes,
    subject: id === undefined ? undefined : `user ${id}`,
    issuedAt,
    warnings: [...read.warnings, ...tooWide(scopes ?? [], WIDE_SCOPES)],
  };
}
