import type { FieldRule, Provider } from '../domain/provider.ts';
import { basic, bearer } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { clientFields, refreshAt } from './parts/refresh.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

const API = 'https://api.atlassian.com';

export const EMAIL: FieldRule = { key: 'email', label: 'E-mail address of the account', secret: false, needed: true };

/** Lengths are left open: Atlassian says that they vary. */
export const API_TOKEN = /^ATATT3[\w=-]{180,}$/;
export const ACCESS_TOKEN = /^ATCTT3xFfG[\w+/=-]+=[A-Za-z0-9]{8}$/;

/** The host is the site, or for a token with scopes `https://api.atlassian.com/ex/jira/CLOUD-ID`. */
export const atlassian: Provider = {
  id: 'atlassian-api-token',
  name: 'Atlassian',
  hosts: { kind: 'named' },
  fields: [EMAIL],
  kinds: [
    {
      id: 'atlassian-api-token',
      name: 'API token',
      likely: [API_TOKEN],
      names: /atlassian|jira|confluence/i,
      end: 'hidden',
      usualDays: 365,
      docs: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    },
  ],
  check: restCheck({
    path: '/rest/api/3/myself',
    auth: basic('{email}'),
    lives: (body) => (typeof body['accountId'] === 'string' ? learned({ subject: body['emailAddress'] }) : undefined),
    // A token with scopes is refused at the address of the site in the same way.
    refusals: [
      [401, 'refused'],
      [403, 'insufficient-scope'],
    ],
  }),
  link: () => 'https://id.atlassian.com/manage-profile/security/api-tokens',
};

export const atlassianAdmin: Provider = {
  id: 'atlassian-admin-key',
  name: 'Atlassian administration',
  hosts: { kind: 'default', base: API },
  fields: [],
  kinds: [
    {
      id: 'atlassian-admin-key',
      name: 'organization API key',
      likely: [ACCESS_TOKEN],
      names: /atlassian.*admin|admin.*atlassian/i,
      end: 'hidden',
      docs: 'https://support.atlassian.com/organization-administration/docs/manage-an-organization-with-the-admin-apis/',
    },
  ],
  check: restCheck({
    path: '/admin/v1/orgs',
    auth: bearer,
    lives: (body) => (Array.isArray(body['data']) ? learned({ unrestricted: true }) : undefined),
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://admin.atlassian.com',
};

export const atlassianOauth: Provider = {
  id: 'atlassian-oauth',
  name: 'Atlassian OAuth',
  hosts: { kind: 'default', base: API },
  fields: clientFields,
  kinds: [
    {
      id: 'atlassian-oauth',
      name: 'OAuth 2.0 access token',
      names: /atlassian.*oauth|oauth.*atlassian/i,
      end: 'at-issue',
      docs: 'https://developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens',
      unverified: ['check'],
    },
  ],
  check: restCheck({
    path: '/oauth/token/accessible-resources',
    auth: bearer,
    lives(_body, { json }) {
      if (!Array.isArray(json)) return undefined;
      const sites = json.map((site) => within(site));
      const scopes = sites.flatMap((site) => (Array.isArray(site['scopes']) ? site['scopes'] : []));
      return sites.every((site) => typeof site['id'] === 'string') ? learned({ scopes }) : undefined;
    },
    refusals: [[401, 'refused']],
  }),
  renew: refreshAt({
    path: '/oauth/token',
    client: 'json',
    elsewhere: { than: API, at: 'https://auth.atlassian.com' },
  }),
  link: () => 'https://id.atlassian.com/manage-profile/apps',
};
