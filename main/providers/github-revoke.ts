import type { HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, Revoke } from '../domain/provider.ts';
import { apiOf, githubHeaders, isPublicCloud } from './github-api.ts';
import { revocationAnswer } from './revocation-answer.ts';

/**
 * On github.com the request carries no Authorization header: an authenticated one is refused. Any string is answered 202, and what is a
 * token dies within minutes; GitHub tells its owner by e-mail. An Enterprise Server, from 3.19 on, may want the header, and is given it
 * when it says so. Installation tokens end themselves.
 * https://docs.github.com/en/rest/credentials/revoke
 */
export const githubRevoke: Revoke = {
  ask: (credential, context) =>
    isInstalled(credential) ? endItself(credential, context) : report(credential, context),
  otherwise: (credential, context) =>
    isInstalled(credential) || isPublicCloud(context.base)
      ? undefined
      : report(credential, context, authorized(credential)),
  read: (outcome, context) => revocationAnswer(outcome, context, { 202: 'accepted', 204: 'confirmed' }),
};

const isInstalled = ({ access }: Credential): boolean => access.use((value) => value.startsWith('ghs_'));

const authorized = ({ access }: Credential) => ({ authorization: access.map((value) => `Bearer ${value}`) });

/** https://docs.github.com/en/rest/apps/installations#revoke-an-installation-access-token */
export function endItself(credential: Credential, { base }: ActContext): HttpRequest {
  const headers = { ...githubHeaders, ...authorized(credential) };
  return { method: 'DELETE', url: `${apiOf(base)}/installation/token`, headers };
}

function report({ access }: Credential, { base }: ActContext, more: HttpRequest['headers'] = {}): HttpRequest {
  return {
    method: 'POST',
    url: `${apiOf(base)}/credentials/revoke`,
    headers: { ...githubHeaders, ...more, 'content-type': 'application/json' },
    body: access.map((value) => JSON.stringify({ credentials: [value] })),
  };
}
