import type { Provider } from '../domain/provider.ts';
import { basic } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

export const twilio: Provider = {
  id: 'twilio',
  name: 'Twilio',
  hosts: { kind: 'default', base: 'https://verify.twilio.com' },
  fields: [{ key: 'key-sid', label: 'SID of the key', secret: false, needed: true, hint: 'begins with SK' }],
  kinds: [
    {
      id: 'twilio',
      name: 'secret of an API key',
      bare: [/^[A-Za-z0-9]{32}$/],
      names: /twilio/i,
      end: 'never',
      docs: 'https://www.twilio.com/docs/iam/api-keys',
    },
  ],
  check: restCheck({
    path: '/v2/Services?PageSize=1',
    auth: basic('{key-sid}'),
    lives: ({ services }) => (Array.isArray(services) ? learned({}) : undefined),
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://console.twilio.com/us1/account/keys-credentials/api-keys',
};

export const twilioAuthToken: Provider = {
  id: 'twilio-auth-token',
  name: 'Twilio account',
  hosts: { kind: 'default', base: 'https://api.twilio.com' },
  fields: [{ key: 'account-sid', label: 'SID of the account', secret: false, needed: true, hint: 'begins with AC' }],
  kinds: [
    {
      id: 'twilio-auth-token',
      name: 'auth token',
      bare: [/^[a-f0-9]{32}$/],
      names: /twilio.*auth/i,
      end: 'never',
      docs: 'https://www.twilio.com/docs/iam/api/authtoken',
    },
  ],
  check: restCheck({
    path: '/2010-04-01/Accounts/{account-sid}.json',
    auth: basic('{account-sid}'),
    lives: ({ sid, friendly_name: name }) =>
      typeof sid === 'string' ? learned({ subject: name, unrestricted: true }) : undefined,
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://console.twilio.com',
};
