import type { HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { ActContext, Revoke } from '../domain/provider.ts';
import { clientForm, endpointOf } from './oauth2-client.ts';
import { revocationAnswer } from './revocation-answer.ts';

/** RFC 7009. The refresh token goes first: with it, most issuers end all that it has brought. The answer is yes for an unknown token too. */
export const oauth2Revoke: Revoke = {
  blast: 'everything that was issued in the same sign-in',
  discovery: endpointOf('revocation_endpoint'),
  parts,
  ask,
  read: (outcome, context) => revocationAnswer(outcome, context, { 200: 'confirmed', 204: 'confirmed' }),
};

function parts(credential: Credential): readonly Credential[] {
  const { access, fields } = credential;
  return credential.refresh === undefined ? [credential] : [credential, { access, fields }];
}

function ask(credential: Credential, { base }: ActContext): HttpRequest {
  const { access, refresh } = credential;
  const hint = refresh === undefined ? 'access_token' : 'refresh_token';
  return clientForm(base, credential, refresh ?? access, (text) => `token=${text}&token_type_hint=${hint}`);
}
