import type { Kind } from '../domain/kind.ts';

const ON_TOKENS = 'https://docs.slack.dev/authentication/tokens';
const ON_ROTATION = 'https://docs.slack.dev/authentication/using-token-rotation';

/** All that Slack can do with other kinds. */
const NOTHING = ['check', 'renew', 'revoke'] as const;

export const slackKinds: readonly Kind[] = [
  {
    id: 'slack',
    name: 'bot token',
    shapes: [/^xoxb-\d{8,}-[\w-]{18,}$/],
    end: 'never',
    docs: ON_TOKENS,
    lacks: ['renew'],
  },
  {
    id: 'slack-user',
    name: 'user token',
    shapes: [/^xoxp-\d{8,}-[\w-]{28,}$/],
    end: 'never',
    docs: ON_TOKENS,
    lacks: ['renew'],
  },
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
    lacks: ['renew'],
  },
  // It is spent by the only question that could be asked of it.
  {
    id: 'slack-refresh',
    name: 'refresh token',
    shapes: [/^xoxe-\d-[\w-]{100,}$/],
    end: 'hidden',
    docs: ON_ROTATION,
    lacks: NOTHING,
  },
  // Whatever is sent to it is said aloud.
  {
    id: 'slack-webhook',
    name: 'incoming webhook',
    shapes: [/^https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w+/-]{40,}$/],
    end: 'never',
    docs: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    lacks: NOTHING,
  },
];
