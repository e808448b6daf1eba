import type { Provider } from '../domain/provider.ts';
import { bearer, scheme } from './parts/auth.ts';
import { endOf, learned } from './parts/learned.ts';
import { clientFields, refreshAt } from './parts/refresh.ts';
import { restRevoke } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

const BASE = 'https://discord.com';

export const discordBot: Provider = {
  id: 'discord-bot',
  name: 'Discord bot',
  hosts: { kind: 'default', base: BASE },
  fields: [],
  kinds: [
    {
      id: 'discord-bot',
      name: 'bot token',
      likely: [/^[\w-]{24,28}\.[\w-]{6}\.[\w-]{27,40}$/],
      names: /discord/i,
      end: 'never',
      docs: 'https://discord.com/developers/docs/reference',
    },
  ],
  check: restCheck({
    path: '/api/v10/users/@me',
    auth: scheme('Bot'),
    lives: (body) => (typeof body['id'] === 'string' ? learned({ subject: body['username'] }) : undefined),
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://discord.com/developers/applications',
};

/** Its endpoints take forms and refuse JSON. */
export const discordOauth: Provider = {
  id: 'discord-oauth',
  name: 'Discord OAuth',
  hosts: { kind: 'default', base: BASE },
  fields: clientFields,
  kinds: [
    {
      id: 'discord-oauth',
      name: 'OAuth 2.0 access token',
      names: /discord.*(?:oauth|access)/i,
      end: 'told',
      docs: 'https://discord.com/developers/docs/topics/oauth2',
    },
  ],
  check: restCheck({
    path: '/api/v10/oauth2/@me',
    auth: bearer,
    lives: (body) =>
      Array.isArray(body['scopes']) && typeof body['expires'] === 'string'
        ? learned({
            ends: endOf(body['expires']),
            scopes: body['scopes'],
            subject: within(body, 'user')['username'] ?? within(body, 'application')['name'],
          })
        : undefined,
    refusals: [[401, 'refused']],
  }),
  renew: refreshAt({ path: '/api/oauth2/token', client: 'form' }),
  revoke: restRevoke({
    method: 'POST',
    path: '/api/oauth2/token/revoke',
    form: ({ access, fields }) => ({
      token: access,
      token_type_hint: 'access_token',
      client_id: fields['client-id'],
      client_secret: fields['client-secret'],
    }),
    can: ({ fields }) => fields.includes('client-id'),
    taken: { 200: 'confirmed' },
  }),
  link: () => 'https://discord.com/developers/applications',
};
