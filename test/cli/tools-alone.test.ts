import { expect, test } from 'vitest';
import { homeOfTest, tokenkeepAt } from './run-tokenkeep.ts';

const VALUE = `not-a-value-${'0'.repeat(12)}`;

test('with no app and no agent, tools are served all the same', { timeout: 120_000 }, async () => {
  const tokenkeep = tokenkeepAt(homeOfTest());
  await tokenkeep(['add', 'deploy', '--provider', 'other'], { stdin: VALUE });
  const masked = await tokenkeep(['exec', '-e', 'T=deploy', '--mask', '--', 'sh', '-c', 'echo "$T"; exit 5']);
  expect(masked).toEqual({ status: 5, stdout: '***\n', stderr: '' });
  expect((await tokenkeep(['inject'], { stdin: '<{{ tokenkeep:deploy }}>' })).stdout).toBe(`<${VALUE}>`);
  const said = 'protocol=https\nhost=git.test\nusername=u1\npassword=not-a-password-1\n\n';
  expect((await tokenkeep(['git-credential', 'store'], { stdin: said })).status).toBe(0);
  const got = await tokenkeep(['git-credential', 'get'], { stdin: 'protocol=https\nhost=git.test\n\n' });
  expect(got.stdout).toBe('username=u1\npassword=not-a-password-1\n');
  // Whoever keeps a file fresh holds the vault meanwhile, and lets go of it.
  const fresh = ['exec', '-e', 'T=deploy', '--refresh-file', `${homeOfTest()}/value`, '--', 'true'];
  expect((await tokenkeep(fresh)).status).toBe(0);
  expect((await tokenkeep(['leases', '--json'])).stdout).toBe('[]\n');
  expect((await tokenkeep(['complete', '--', 'get', ''])).stdout).toBe('');
});
