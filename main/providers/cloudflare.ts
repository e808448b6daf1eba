import { fieldsOf, type Fields } from '../domain/json.ts';
import type { AskContext, Facts, Provider } from '../domain/provider.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { bearer, fieldHeader, keyHeader, together, type Auth } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { restRevoke, restRotate } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import type { Meaning } from './parts/refusals.ts';

const DOCS = 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/';
const GLOBAL = 'cloudflare-global-key';
const API = '/client/v4';

const isGlobal = ({ access }: Credential): boolean => access.use((value) => value.startsWith('cfk_'));
const whole: Auth = together(keyHeader('x-auth-key'), fieldHeader('x-auth-email', 'email'));
const auth: Auth = (credential) => (isGlobal(credential) ? whole(credential) : bearer(credential));

/** A token of an account's own is not known at the place where tokens of users are. */
const ownerOf = ({ token }: AskContext): string =>
  token.fields.includes('account-id') ? `${API}/accounts/{account-id}` : `${API}/user`;

export const cloudflare: Provider = {
  id: 'cloudflare',
  name: 'Cloudflare',
  hosts: { kind: 'default', base: 'https://api.cloudflare.com' },
  fields: [
    {
      key: 'account-id',
      label: 'Account ID',
      secret: false,
      needed: true,
      hint: 'In the address of the dashboard.',
      kinds: ['cloudflare-account-token'],
    },
    { key: 'email', label: 'E-mail', secret: false, needed: true, kinds: [GLOBAL] },
  ],
  kinds: [
    {
      id: 'cloudflare',
      name: 'user API token',
      shapes: [/^cfut_[A-Za-z0-9]{40}[a-f0-9]{8}$/],
      bare: [/^[\w-]{40}$/],
      names: /cloudflare|^cf_/i,
      end: 'told',
      docs: DOCS,
    },
    {
      id: 'cloudflare-account-token',
      name: 'account API token',
      shapes: [/^cfat_[A-Za-z0-9]{40}[a-f0-9]{8}$/],
      end: 'told',
      docs: DOCS,
    },
    {
      id: GLOBAL,
      name: 'global API key',
      shapes: [/^cfk_[A-Za-z0-9]{40}[a-f0-9]{8}$/],
      end: 'never',
      docs: DOCS,
      lacks: ['rotate', 'revoke'],
    },
    {
      id: 'cloudflare-service-key',
      name: 'service key',
      shapes: [/^v1\.0-[a-f0-9]{24}-[a-f0-9]{100,}$/],
      end: 'never',
      docs: 'https://developers.cloudflare.com/changelog/post/2026-03-19-service-key-authentication-deprecated',
      validUntil: '2026-09-30',
      lacks: ['check', 'rotate', 'revoke'],
    },
  ],
  check: restCheck({
    path: (context, credential) => (isGlobal(credential) ? `${API}/user` : `${ownerOf(context)}/tokens/verify`),
    auth,
    lives: (body) => (body['success'] === true ? factsOf(fieldsOf(body['result']) ?? {}) : undefined),
    refusals: [
      [400, '6003', 'refused'],
      [401, 'refused'],
      [403, '9109', 'policy'],
      [403, '1000', 'refused'],
      [403, '6003', 'refused'],
    ],
  }),
  rotate: restRotate({
    family: 'replace',
    can: ({ issuerId }) => issuerId !== undefined,
    make: {
      method: 'PUT',
      path: (context) => `${ownerOf(context)}/tokens/{issuer-id}/value`,
      auth,
      json: () => ({}),
    },
    read: ({ result }, { token }) => ({ value: result, facts: { expiry: token.expiry, issuerId: token.issuerId } }),
  }),
  revoke: restRevoke({
    method: 'DELETE',
    path: (context) => `${ownerOf(context)}/tokens/{issuer-id}`,
    auth,
    can: ({ issuerId }) => issuerId !== undefined,
    taken: { 200: 'confirmed' },
  }),
  link: () => 'https://dash.cloudflare.com/profile/api-tokens',
};

const STATES: Readonly<Record<string, Meaning>> = { expired: 'expired', disabled: 'policy' };

function factsOf(result: Fields): Facts | Meaning | undefined {
  const { id, status, expires_on: end, email } = result;
  if (typeof email === 'string') return learned({ ends: endOrNever(undefined), subject: email, unrestricted: true });
  if (status === 'active') return learned({ ends: endOrNever(end), issuerId: id });
  return STATES[String(status)];
}
