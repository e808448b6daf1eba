import type { Provider } from '../domain/provider.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';
import { within } from './parts/within.ts';

/** Its token is part of the address, which is why addresses are shown by the names of what is in them. */
export const telegramBot: Provider = {
  id: 'telegram-bot',
  name: 'Telegram',
  hosts: { kind: 'default', base: 'https://api.telegram.org' },
  fields: [],
  kinds: [
    {
      id: 'telegram-bot',
      name: 'bot token',
      likely: [/^\d{8,10}:[\w-]{35}$/],
      names: /telegram|tg_bot/i,
      end: 'never',
      docs: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    },
  ],
  check: restCheck({
    path: '/bot{value}/getMe',
    lives(body) {
      const bot = within(body, 'result');
      return body['ok'] === true && bot['is_bot'] === true ? learned({ subject: bot['username'] }) : undefined;
    },
    refusals: [[401, 'refused']],
  }),
  link: () => 'https://t.me/BotFather',
};
