import { wordOf } from '../domain/json.ts';
import type { Provider } from '../domain/provider.ts';
import { basic } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

const DOCS =
  'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate';
const SHAPE = /^[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}$/;
const OLD = /^[a-z2-7]{52}$/;

/** The host holds the organization, as `https://dev.azure.com/ORGANIZATION`. */
export const azureDevops: Provider = {
  id: 'azure-devops-pat',
  name: 'Azure DevOps',
  hosts: { kind: 'named' },
  fields: [],
  kinds: [
    {
      id: 'azure-devops-pat',
      name: 'personal access token',
      shapes: [SHAPE],
      bare: [OLD],
      names: /azure.?devops|azdo|ado_pat|vsts/i,
      end: 'by-admin',
      usualDays: 30,
      docs: DOCS,
    },
    {
      id: 'azure-devops-global-pat',
      name: 'personal access token for all organizations',
      bare: [SHAPE, OLD],
      names: /azdo.?global|azure.?devops.?global/i,
      end: 'by-admin',
      docs: DOCS,
      validUntil: '2026-12-01',
    },
  ],
  check: restCheck({
    path: '/_apis/connectionData',
    auth: basic(''),
    lives(body) {
      const { id, providerDisplayName: name, properties } = within(body, 'authenticatedUser');
      if (typeof id !== 'string') return undefined;
      const account = within(within(properties)['Account'])['$value'];
      return /anonymous/i.test(wordOf(name) ?? '') ? 'refused' : learned({ subject: account ?? name });
    },
    refusals: [[401, 'refused']],
  }),
  link: ({ host }) =>
    host?.startsWith('https://dev.azure.com/') === true ? `${host}/_usersSettings/tokens` : undefined,
};
