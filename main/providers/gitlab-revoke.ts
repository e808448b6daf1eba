import type { Token } from '../../shared/token.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Revoke } from '../domain/provider.ts';
import { keyHeader } from './parts/auth.ts';
import { requestOf, type Question } from './parts/question.ts';
import { revocationAnswer } from './revocation-answer.ts';

/** https://docs.gitlab.com/api/personal_access_tokens/#self-revoke and https://docs.gitlab.com/api/oauth2/#revoke-a-token */
export const gitlabRevoke: Revoke = {
  ask(credential, context) {
    if (!isOauth(credential)) return requestOf(bySelf, credential, context);
    return credential.fields['client-id'] === undefined ? undefined : requestOf(byClient, credential, context);
  },
  read: (outcome, context) => revocationAnswer(outcome, context, { 200: 'confirmed', 204: 'confirmed' }),
};

/** Any scope will do. */
const bySelf: Question = {
  method: 'DELETE',
  path: '/api/v4/personal_access_tokens/self',
  auth: keyHeader('private-token'),
};

/** An OAuth token is revoked by the client that it was issued to. */
const byClient: Question = {
  method: 'POST',
  path: '/oauth/revoke',
  form: ({ access, fields }) => ({
    client_id: fields['client-id'],
    client_secret: fields['client-secret'],
    token: access,
  }),
};

const isOauth = ({ access }: Credential): boolean => access.use((value) => /^[0-9a-f]{64}$/.test(value));

export const gitlabPage = ({ host = 'https://gitlab.com' }: Token): string =>
  `${host}/-/user_settings/personal_access_tokens`;
