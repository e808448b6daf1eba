import type { Credential, HttpRequest } from '../domain/ports.ts';
import type { ActContext, Revoke } from '../domain/provider.ts';
import { apiOf, githubHeaders, isPublicCloud } from './github-api.ts';
import { revocationAnswer } from './revocation-answer.ts';

/**
 * On github.com the request carries no Authorization header: an authenticated one is refused. Any string is answered 202, and what is a
 * token dies within minutes; GitHub tells its owner by e-mail. An Enterprise Server, from 3.19 on, wants the header. Installation tokens end themselves.
 * https://docs.github.com/en/rest/credentials/revoke
 */
export const githubRevoke: Revoke = {
  ask,
  read: (outcome, context) => revocationAnswer(outcome, context, { 202: 'accepted', 204: 'confirmed' }),
};

function ask({ access }: Credential, { base }: ActContext): HttpRequest {
  const api = apiOf(base);
  const authorization = { authorization: access.map((value) => `Bearer ${value}`) };
  if (access.use((value) => value.startsWith('ghs_'))) {
    return { method: 'DELETE', url: `${api}/installation/token`, headers: { ...githubHeaders, ...authorization } };
  }
  return {
    method: 'POST',
    url: `${api}/credentials/revoke`,
    headers: {
      ...githubHeaders,
      ...(isPublicCloud(base) ? {} : authorization),
      'content-type': 'application/json',
    },
    body: access.map((value) => JSON.stringify({ credentials: [value] })),
  };
}
