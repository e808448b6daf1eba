import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeOfTest, tokenkeepAt } from './run-tokenkeep.ts';

test('a drill says what held, what would be lost and how long it took, and leaves the vault alone', async () => {
  const home = join(homeOfTest(), 'vault');
  const tokenkeep = tokenkeepAt(home);
  const told = await tokenkeep(['drill', 'revoked'], { env: { DBUS_SESSION_BUS_ADDRESS: '' } });
  expect(told).toMatchObject({ status: 0, stderr: '' });
  expect(told.stdout).toMatch(/^drill: somebody revokes a token.*\nok +\d\.\d\d s {2}tokens are kept/);
  expect(told.stdout).toMatch(/\nlost {2}1 value that the issuer no longer takes\nheld, \d+\.\d\d s\n$/);
  const { drill, held, steps } = JSON.parse((await tokenkeep(['drill', 'disk-full', '--json'])).stdout);
  expect([drill, held, steps.length]).toEqual(['disk-full', true, 5]);
  expect(existsSync(home)).toBe(false);
  expect((await tokenkeep(['drill', 'fire'])).status).toBe(2);
});
