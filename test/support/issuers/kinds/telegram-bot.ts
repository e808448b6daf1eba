import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

/** https://core.telegram.org/bots/api#getme */
export const rows: readonly KindRows[] = [
  {
    kind: 'telegram-bot',
    value: () => `${zeros(8)}:${zeros(35)}`,
    context: { name: 'TELEGRAM_BOT_TOKEN' },
    asked: { method: 'GET', path: '/bot{value}/getMe' },
    answers: [
      {
        when: 'it lives',
        status: 200,
        body: { ok: true, result: { id: 1, is_bot: true, first_name: 'Helper', username: 'helper_bot' } },
        verdict: 'valid',
        subject: 'helper_bot',
      },
      ...refusedAs({ status: 401, body: { ok: false, error_code: 401, description: 'Unauthorized' } }),
      {
        when: 'the address is not known there, which another server may say of a good one',
        status: 404,
        body: { ok: false, error_code: 404, description: 'Not Found' },
        verdict: 'unknown: unexpected',
      },
      {
        when: 'it is asked too often',
        status: 429,
        body: { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 35 } },
        verdict: 'unknown: rate-limited',
      },
      ...anyIssuer,
    ],
  },
];
