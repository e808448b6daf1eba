import type { Kind } from '../domain/kind.ts';

const ON_TOKENS = 'https://docs.slack.dev/authentication/tokens';
const ON_ROTATION = 'https://docs.slack.dev/authentication/using-token-rotation';

export const slackKinds: readonly Kind[] = [
  { id: 'slack', name: 'bot token', shapes: [/^xoxb-\d{8,}-[\w-]{18,}$/], end: 'never', docs: ON_TOKENS },
  { id: 'slack-user', name: 'user token', shapes: [/^xoxp-\d{8,}-[\w-]{28,}$/], end: 'never', docs: ON_TOKENS },
  {
    id: 'slack-bot-rotating',
    name: 'bot token that rotates',
    shapes: [/^xoxe\.xoxb-\d-[\w-]{40,}$/],
    end: 'at-issue',
    docs: ON_ROTATION,
  },
  {
    id: 'slack-user-rotating',
    name: 'user token that rotates',
    shapes: [/^xoxe\.xoxp-\d-[\w-]{40,}$/],
    end: 'at-issue',
    docs: ON_ROTATION,
  },
  {
    id: 'slack-app-level',
    name: 'app-level token',
    shapes: [/^xapp-\d-[A-Z0-9]+-\d+-[a-f0-9]+$/],
    end: 'never',
    docs: ON_TOKENS,
  },
];
