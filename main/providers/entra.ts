import type { FieldRule, Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { clientFields, refreshAt } from './parts/refresh.ts';
import { restCheck } from './parts/rest-check.ts';

const SIGN_IN = 'https://login.microsoftonline.com';
const GRAPH = 'https://graph.microsoft.com';
const TENANT: FieldRule = { key: 'tenant', label: 'Tenant', secret: false, needed: true, hint: 'its ID or its domain' };

/** Its check signs the application in, which hands out a token and leaves a line in the tenant's log: none is taken unasked. */
export const entraClientSecret: Provider = {
  id: 'entra-client-secret',
  name: 'Microsoft Entra',
  hosts: { kind: 'default', base: SIGN_IN },
  fields: [TENANT, { key: 'client-id', label: 'Application (client) ID', secret: false, needed: true }],
  kinds: [
    {
      id: 'entra-client-secret',
      name: 'client secret',
      shapes: [/^[\w~.-]{3}\dQ~[\w~.-]{31,34}$/],
      end: 'by-admin',
      usualDays: 180,
      docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials',
    },
  ],
  check: restCheck({
    method: 'POST',
    path: '/{tenant}/oauth2/v2.0/token',
    sideEffect: 'issues-token',
    form: ({ access, fields }) => ({
      grant_type: 'client_credentials',
      client_id: fields['client-id'],
      client_secret: access,
      scope: `${GRAPH}/.default`,
    }),
    lives: (body) => (typeof body['access_token'] === 'string' ? learned({}) : undefined),
    refusals: [
      [401, /AADSTS7000222/, 'expired'],
      [401, /AADSTS7000215/, 'refused'],
      [400, /AADSTS53003/, 'policy'],
      [403, /AADSTS53003/, 'policy'],
    ],
  }),
  link: () => 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
};

export const entraOauth: Provider = {
  id: 'entra-oauth',
  name: 'Microsoft Entra OAuth',
  hosts: { kind: 'default', base: GRAPH },
  fields: [{ ...TENANT, needed: false }, ...clientFields],
  kinds: [
    {
      id: 'entra-oauth',
      name: 'OAuth access token',
      bare: [/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/],
      names: /entra|azure_ad|aad_|ms_?graph/i,
      end: 'at-issue',
      docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens',
      unverified: ['check', 'renew'],
    },
    {
      id: 'entra-refresh-token',
      name: 'OAuth refresh token',
      likely: [/^[01]\.A[\w-]{50,}(?:\.\d)?\.Ag[\w-]{250,}(?:\.A[\w-]{200,})?$/],
      end: 'hidden',
      docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
      lacks: ['check', 'renew'],
    },
  ],
  check: restCheck({
    path: '/v1.0/me',
    auth: bearer,
    can: ({ kind }) => kind !== 'entra-refresh-token',
    lives: (body) =>
      typeof body['id'] === 'string' && body['userPrincipalName'] !== undefined
        ? learned({ subject: body['userPrincipalName'] })
        : undefined,
    refusals: [
      [401, 'refused'],
      [403, 'insufficient-scope'],
    ],
  }),
  renew: refreshAt({
    path: '/{tenant}/oauth2/v2.0/token',
    client: 'form',
    elsewhere: { than: GRAPH, at: SIGN_IN },
  }),
  link: () => 'https://myaccount.microsoft.com',
};
