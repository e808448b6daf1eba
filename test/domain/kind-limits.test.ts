import { expect, test } from 'vitest';
import { registry } from '../../main/providers/registry.ts';
import { Secret } from '../../main/domain/secret.ts';
import { aToken, T0 } from '../support/tokens.ts';

test('what a kind lacks is not done with it, whatever its provider can do with others', () => {
  const slack = registry.get('slack');
  const [bot, hook] = ['slack', 'slack-webhook'].map((kind) => aToken({ provider: 'slack', kind }));
  const can = (token = aToken()) => slack?.check?.kind === 'online' && slack.check.can?.(token);
  const revoke = (token = aToken()) =>
    slack?.revoke?.ask({ access: new Secret('x'), fields: {} }, { token, base: 'https://slack.com', now: T0 });
  expect([can(bot), can(hook)]).toEqual([true, false]);
  expect([revoke(bot), revoke(hook)]).toEqual([expect.objectContaining({ method: 'POST' }), undefined]);
});
