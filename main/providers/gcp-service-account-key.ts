import type { DeriveWay } from '../domain/derive.ts';
import { fieldsOf, parseJson, wordOf, type Fields } from '../domain/json.ts';
import type { Provider } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { succeeded } from '../../shared/result.ts';
import { assertionOf } from './app-key.ts';
import { granted } from './oauth2-answer.ts';
import { learned } from './parts/learned.ts';
import { requestOf } from './parts/question.ts';
import { restCheck } from './parts/rest-check.ts';

const TOKENS = 'https://oauth2.googleapis.com';

/** The file is not trusted: of the addresses in it none is used. */
const fileOf = ({ access }: Credential): Fields => fieldsOf(parseJson(access.use((text) => text))) ?? {};

/** https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests */
const accessToken: DeriveWay = {
  how: 'sibling',
  can: (_token, { scopes, audience }) => scopes.length > 0 && audience.length === 0,
  // The key has the roles of its account, and no scopes that could be exceeded.
  covers: () => true,
  async ask(credential, { scopes }, context) {
    const { client_email: email, private_key: key } = fileOf(credential);
    const assertion = await assertionOf(
      new Secret(typeof key === 'string' ? key : ''),
      new Secret(wordOf(email) ?? ''),
      context.now,
      {
        aud: `${TOKENS}/token`,
        scope: scopes.join(' '),
      },
    );
    const form = () => ({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    return requestOf({ method: 'POST', path: '/token', form }, credential, context);
  },
  read(outcome, _credential, { scopes }, context) {
    const told = granted(outcome, context);
    if (!told.ok) return told;
    return succeeded({ credential: { access: told.value.access, fields: {} }, facts: { ...told.value.facts, scopes } });
  },
};

export const gcpServiceAccountKey: Provider = {
  id: 'gcp-service-account-key',
  name: 'Google Cloud',
  hosts: { kind: 'default', base: TOKENS },
  fields: [],
  kinds: [
    {
      id: 'gcp-service-account-key',
      name: 'service account key',
      shapes: [/^\s*\{[^]*"type":\s*"service_account"[^]*\}\s*$/],
      line: /"private_key": ?"-----BEGIN PRIVATE KEY-----\\n(?:[A-Za-z0-9+/=]|\\n)+-----END PRIVATE KEY-----/,
      end: 'by-admin',
      docs: 'https://cloud.google.com/iam/docs/keys-create-delete',
    },
  ],
  // Google publishes which keys of an account are active: asked there, the key itself goes nowhere.
  check: restCheck({
    elsewhere: { than: TOKENS, at: 'https://www.googleapis.com' },
    path: (_context, credential) =>
      `/robot/v1/metadata/x509/${encodeURIComponent(wordOf(fileOf(credential)['client_email']) ?? '')}`,
    lives(body, { credential }) {
      const { private_key_id: id, client_email: email } = fileOf(credential);
      // One that is not listed may be new, or its account disabled for a while: that is no proof of its end.
      return typeof id === 'string' && typeof body[id] === 'string' ? learned({ subject: email }) : undefined;
    },
    refusals: [],
  }),
  derive: { ways: [accessToken] },
  link: () => 'https://console.cloud.google.com/iam-admin/serviceaccounts',
};
