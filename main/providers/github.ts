import type { Doubt } from '../../shared/token.ts';
import { expiryOfHeader, refusalAt } from '../domain/expiry.ts';
import { fieldsOf, wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { HttpAnswer, HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { AskContext, Facts, Judgement, Provider } from '../domain/provider.ts';
import { tooWide } from '../domain/scopes.ts';
import { apiOf, githubHeaders, githubPage, PUBLIC_API } from './github-api.ts';
import { githubKinds, REFRESHING } from './github-kinds.ts';
import { githubNeeds } from './github-needs.ts';
import { githubPlace } from './git-places.ts';
import { githubRefusal } from './github-refusal.ts';
import { githubRevoke } from './github-revoke.ts';
import { cannotTell, heard } from './judging.ts';
import { bearer } from './parts/auth.ts';
import { clientFieldsOf, refreshAt } from './parts/refresh.ts';

const WIDE_SCOPES = ['admin:*', 'delete_repo', 'site_admin'];

export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  hosts: { kind: 'default', base: PUBLIC_API },
  fields: clientFieldsOf('github-app-user'),
  kinds: githubKinds,
  check: { kind: 'online', sideEffect: 'none', ask, present: bearer, judge },
  renew: refreshAt({
    path: '/login/oauth/access_token',
    client: 'form',
    elsewhere: { than: PUBLIC_API, at: 'https://github.com' },
  }),
  revoke: githubRevoke,
  needs: githubNeeds,
  git: githubPlace,
  link: githubPage,
};

/** A refresh token is spent by the only question that could be asked of it, so it is kept and not checked. */
export const githubRefresh: Provider = {
  id: 'github-refresh',
  name: 'GitHub refresh token',
  hosts: { kind: 'default', base: PUBLIC_API },
  fields: [],
  kinds: [
    {
      id: 'github-app-refresh',
      name: 'GitHub App refresh token',
      shapes: [/^ghr_[\w.-]{20,}$/],
      end: 'at-issue',
      docs: REFRESHING,
    },
  ],
  link: githubPage,
};

function ask({ access }: Credential, { base }: AskContext): HttpRequest {
  const path = access.use((value) => value.startsWith('ghs_')) ? '/installation/repositories?per_page=1' : '/user';
  return {
    method: 'GET',
    url: `${apiOf(base)}${path}`,
    headers: { ...githubHeaders, authorization: access.map((value) => `Bearer ${value}`) },
  };
}

function judge(outcome: HttpOutcome, context: AskContext): Judgement {
  const { token } = context;
  const told = heard(outcome, context);
  if (!told.ok) return told.failure;
  const { answer, body } = told.value;
  if (answer.status !== 200) return githubRefusal(answer, body, refusalAt(token.expiry, answer.at));
  const subject = subjectOf(body);
  if (subject === undefined) return cannotTell('unexpected');
  return { verdict: { kind: 'valid' }, facts: { subject: subject.name, ...factsOf(answer, token.standing.doubt) } };
}

/** The user, or the account of an installation, which is told only where it has a repository. */
function subjectOf(body: Fields): { readonly name: string | undefined } | undefined {
  const login = wordOf(body['login']);
  if (login !== undefined) return { name: login };
  const repositories: unknown = body['repositories'];
  if (typeof body['total_count'] !== 'number' || !Array.isArray(repositories)) return undefined;
  return { name: wordOf(fieldsOf(fieldsOf(repositories[0])?.['owner'])?.['login']) };
}

function factsOf(answer: HttpAnswer, before: Doubt | undefined): Facts {
  const { expiry, warnings, doubt } = expiryOfHeader(
    answer.headers['github-authentication-token-expiration'],
    answer,
    before,
  );
  // An empty header is a token with no scopes; fine-grained tokens have no such header, and their permissions cannot be asked for.
  const scopes = wordsOf(answer.headers['x-oauth-scopes']);
  return { expiry, doubt, scopes, warnings: [...warnings, ...tooWide(scopes ?? [], WIDE_SCOPES)] };
}
