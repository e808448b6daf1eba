import type { Token } from '../../shared/token.ts';
import type { HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, Revoke } from '../domain/provider.ts';
import { revocationAnswer } from './revocation-answer.ts';

/** Any scope will do. https://docs.gitlab.com/api/personal_access_tokens/#self-revoke */
export const gitlabRevoke: Revoke = {
  ask,
  read: (outcome, context) => revocationAnswer(outcome, context, { 204: 'confirmed' }),
};

/** An OAuth token is revoked by the client that it was issued to, which is not known here. */
function ask({ access }: Credential, { base }: ActContext): HttpRequest | undefined {
  if (access.use((value) => /^[0-9a-f]{64}$/.test(value))) return undefined;
  return {
    method: 'DELETE',
    url: `${base}/api/v4/personal_access_tokens/self`,
    headers: { accept: 'application/json', 'private-token': access },
  };
}

export const gitlabPage = ({ host = 'https://gitlab.com' }: Token): string =>
  `${host}/-/user_settings/personal_access_tokens`;
