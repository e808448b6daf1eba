import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsIssuer, awsKeyId, awsSecret } from '../support/issuers/aws.ts';
import { githubAppIssuer } from '../support/issuers/github-app.ts';
import { serveLoopback, type Loopback } from '../support/issuers/loopback.ts';
import { freshHome, startAgent, tokenkeepAt, type Agent } from './run-tokenkeep.ts';

const home = freshHome();
const tokenkeep = tokenkeepAt(home);
const [app, user] = [githubAppIssuer(Date.now), awsIssuer(Date.now)];
let agent: Agent;
let [github, aws]: Loopback[] = [];
beforeAll(async () => {
  [github, aws] = [await serveLoopback(app.answer), await serveLoopback(user.answer)];
  agent = await startAgent(home);
});
afterAll(async () => {
  await agent.stop();
  await Promise.all([github?.close(), aws?.close()]);
  rmSync(home, { recursive: true });
});

const FIELDS = ['app-id', 'installation-id', 'private-key'] as const;
const addApp = (name: string, lines: readonly string[], ...more: string[]) =>
  tokenkeep(
    [
      'add',
      name,
      '--mint',
      '--owner',
      'me',
      '--provider',
      'github-app',
      '--host',
      github?.base ?? '',
      ...FIELDS.flatMap((field) => ['--field', field]),
      ...more,
    ],
    { stdin: lines.join('\n') },
  );
const key = app.fields['private-key'];

test('a GitHub App is kept with its key of many lines, and its value is minted', async () => {
  const added = await addApp('deploy', [app.fields['app-id'], app.fields['installation-id'], key, ''], '--json');
  expect(added).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(added.stdout)).toMatchObject({
    state: 'valid',
    provider: 'github-app',
    fields: [...FIELDS],
    scopes: ['contents:write', 'issues:read', 'metadata:read'],
  });
  expect(added.stdout).not.toMatch(/BEGIN|ghs_/);
  const got = await tokenkeep(['get', 'deploy']);
  expect(app.tokens.has(got.stdout.trim())).toBe(true);
});

test('a narrower value of it is for one repository and one permission', async () => {
  const got = await tokenkeep(['get', 'deploy', '--scope', 'contents:read', '--audience', 'octo/site', '--for', '1m']);
  expect(got.status).toBe(0);
  expect(app.tokens.get(got.stdout.trim())).toMatchObject({
    repositories: ['octo/site'],
    permissions: { contents: 'read', metadata: 'read' },
  });
  const wide = await tokenkeep(['get', 'deploy', '--scope', 'issues:write', '--for', '1m']);
  expect([wide.status, wide.stdout]).toEqual([4, '']);
});

test('with a key that is none, or too few lines, nothing is kept and it is said why', async () => {
  const wrong = await addApp('wrong', [app.fields['app-id'], app.fields['installation-id'], 'no key', '']);
  expect(wrong).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('.pem file') });
  const short = await addApp('short', [app.fields['app-id'], key]);
  expect(short).toMatchObject({ status: 2, stderr: expect.stringContaining('one line for each --field') });
  expect((await tokenkeep(['add', 'x', '--mint', '--provider', 'gitlab'])).status).not.toBe(0);
  expect((await tokenkeep(['list', '--json'])).stdout).not.toMatch(/wrong|short/);
});

test('an AWS key is kept, looked at, and rotated with its id beside it', async () => {
  const added = await tokenkeep(
    ['add', 'aws', '--provider', 'aws', '--host', aws?.base ?? '', '--field', 'access-key-id', '--json'],
    { stdin: `${awsSecret(1)}\n${awsKeyId(1)}\n` },
  );
  expect(JSON.parse(added.stdout)).toMatchObject({
    state: 'valid',
    subject: 'arn:aws:iam::000000000000:user/deployer',
  });
  const rotated = await tokenkeep(['rotate', 'aws', '--yes']);
  expect(rotated.status).toBe(0);
  expect((await tokenkeep(['get', 'aws'])).stdout.trim()).toBe(awsSecret(2));
  const template = { stdin: 'id={{ tokenkeep:aws/access-key-id }}' };
  expect((await tokenkeep(['inject'], template)).stdout.trim()).toBe(`id=${awsKeyId(2)}`);
  expect([...user.keys.keys()]).toEqual([awsKeyId(2)]);
});

test('narrower credentials of AWS come with all that belongs to them, and end by themselves', async () => {
  const got = await tokenkeep(['get', 'aws', '--scope', 's3:GetObject', '--audience', 'arn:aws:s3:::site/*', '--json']);
  const { value, fields, lease } = JSON.parse(got.stdout) as {
    value: string;
    fields: Record<string, string>;
    lease: { narrowed: boolean };
  };
  expect(lease.narrowed).toBe(true);
  expect(user.keys.get(fields['access-key-id'] ?? '')).toMatchObject({
    secret: value,
    session: { token: fields['session-token'] },
  });
});

test('the key of an app is lent to nobody', async () => {
  const template = { stdin: '{{ tokenkeep:deploy/private-key }}' };
  const filled = await tokenkeep(['inject'], template);
  expect([filled.status === 0, filled.stdout]).toEqual([false, '']);
  expect(filled.stderr).not.toContain('BEGIN');
});

test('a command has id, key and session of one and the same narrower credential', async () => {
  const pair = ['-e', 'KEY=aws/access-key-id', '-e', 'SECRET=aws', '-e', 'SESSION=aws/session-token'];
  const ran = await tokenkeep([
    'exec',
    ...pair,
    '--scope',
    's3:GetObject',
    '--',
    'sh',
    '-c',
    'echo $KEY $SECRET $SESSION',
  ]);
  expect(ran.status).toBe(0);
  const [key = '', secret, session] = ran.stdout.trim().split(' ');
  expect(user.keys.get(key)).toMatchObject({ secret, session: { token: session } });
  const whole = await tokenkeep(['exec', '-e', 'K=aws/access-key-id', '-e', 'S=aws', '--', 'sh', '-c', 'echo $K $S']);
  expect(whole.stdout.trim()).toBe(`${awsKeyId(2)} ${awsSecret(2)}`);
  const lacking = await tokenkeep(['exec', '-e', 'K=aws/nothing', '-e', 'S=aws', '--', 'true']);
  expect(lacking).toMatchObject({ status: 2, stderr: expect.stringContaining('access-key-id') });
});

test('the AWS tools are answered by one process for id and key', async () => {
  const answered = await tokenkeep(['aws-credential', 'aws']);
  expect(JSON.parse(answered.stdout)).toEqual({ Version: 1, AccessKeyId: awsKeyId(2), SecretAccessKey: awsSecret(2) });
});
