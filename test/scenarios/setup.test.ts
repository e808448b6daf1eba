import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { freshHome, startLab, tk, type Lab } from '../support/lab-driver.ts';
import { iso } from '../support/lab-tokens.ts';

const run = promisify(execFile);
const VALUE = `not-a-value-${'0'.repeat(12)}`;

/** A person's folder with what they have in it, and their shell's variables. */
async function aPerson(files: Readonly<Record<string, string>> = {}) {
  const [lab, folder] = [await startLab(), freshHome()];
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text, { mode: 0o640 });
  }
  const pasted = { kind: 'value', text: VALUE } as const;
  const fields = { 'access-key-id': 'AKIA00000000' };
  await lab.get('add', { label: 'deploy', pasted, provider: 'other', expires: iso(3_600_000), fields });
  const unset = [
    'GIT_CONFIG_GLOBAL',
    'DOCKER_CONFIG',
    'KUBECONFIG',
    'CARGO_HOME',
    'AWS_CONFIG_FILE',
    'TF_CLI_CONFIG_FILE',
  ];
  const env = {
    ...Object.fromEntries(unset.map((name) => [name, undefined])),
    HOME: folder,
    XDG_CONFIG_HOME: undefined,
  };
  const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const setup = (...args: string[]) => tk(lab.home, ['setup', ...args], '', env);
  return { lab, folder, env, text, setup, has: (name: string) => existsSync(path.join(folder, name)) };
}

const has = (lab: Lab, args: readonly string[], env: NodeJS.ProcessEnv) => tk(lab.home, args, '', env);

describe('setup', () => {
  test('shows the change and makes none without a yes', async () => {
    const { setup, text } = await aPerson({ '.gitconfig': '[user]\n\tname = me\n' });
    const shown = await setup('git');
    expect(shown.status).toBe(4);
    expect(shown.stdout).toMatch(/^\S+\.gitconfig\n\+ \n\+ # tokenkeep setup: begin\n\+ \[credential\]\n/);
    expect(shown.stderr).toBe('tokenkeep: hint: nothing was changed; --yes makes the change\n');
    expect(text('.gitconfig')).toBe('[user]\n\tname = me\n');
  });

  test('has git itself ask here, and takes that back to the byte', { timeout: 120_000 }, async () => {
    const before = '# mine\n[user]\n\tname = me\n[credential]\n\thelper = store\n';
    const { setup, text, folder, env, lab } = await aPerson({ '.gitconfig': before });
    expect((await setup('git', '--yes')).status).toBe(0);
    expect(statSync(path.join(folder, '.gitconfig')).mode & 0o777).toBe(0o640);
    const git = async (act: string, input: string) => {
      const asking = run('git', ['credential', act], { env: { ...process.env, ...env, GIT_TERMINAL_PROMPT: '0' } });
      asking.child.stdin?.end(input);
      return (await asking).stdout;
    };
    await git('approve', 'protocol=https\nhost=git.test\nusername=u1\npassword=not-a-password-0\n\n');
    expect(await git('fill', 'protocol=https\nhost=git.test\n\n')).toContain('password=not-a-password-0\n');
    expect((await lab.get('list', {})).tokens.map(({ token }) => token.label)).toContain('u1@git.test');
    // The helper that writes passwords into a plain file was left out.
    expect(existsSync(path.join(folder, '.git-credentials'))).toBe(false);
    expect((await setup('git', '--yes')).stderr).toBe('tokenkeep: hint: all is as it should be already\n');
    await setup('git', '--undo', '--yes');
    expect(text('.gitconfig')).toBe(before);
    expect((await setup('git', '--undo', '--yes')).stderr).toContain('nothing of ours to take back');
  });

  test('has docker ask here for one registry or for all, and leaves what else is kept unsaid', async () => {
    const secret = 'bm90LWEtc2VjcmV0';
    const before = `{\n  "credHelpers": { "other.test": "ecr-login" },\n  "auths": { "x.test": { "auth": "${secret}" } },\n  "currentContext": "default"\n}\n`;
    const { setup, text, folder, has: holds } = await aPerson({ '.docker/config.json': before });
    const made = await setup('docker', '--at', 'registry.test:5000', '--yes');
    expect(made.stdout).not.toContain(secret);
    expect(JSON.parse(text('.docker/config.json'))).toMatchObject({
      credHelpers: { 'other.test': 'ecr-login', 'registry.test:5000': 'tokenkeep' },
      auths: { 'x.test': { auth: secret } },
    });
    const helper = path.join(folder, '.local/bin/docker-credential-tokenkeep');
    expect((await run(helper, ['list'])).stdout).toBe('{}\n');
    await setup('docker', '--undo', '--yes');
    expect(JSON.parse(text('.docker/config.json'))).toEqual(JSON.parse(before));
    expect(holds('.local/bin/docker-credential-tokenkeep')).toBe(false);
  });

  test('does not take the place of another helper of docker’s, nor of a program that is not ours', async () => {
    const { setup, text } = await aPerson({
      '.docker/config.json': '{"credsStore":"pass"}',
      '.local/bin/tokenkeep-gh': 'mine',
    });
    expect((await setup('docker', '--yes')).status).toBe(2);
    expect(text('.docker/config.json')).toBe('{"credsStore":"pass"}');
    expect((await setup('gh', 'deploy', '--yes')).status).toBe(2);
    expect(text('.local/bin/tokenkeep-gh')).toBe('mine');
    expect((await setup('gh', 'nobody', '--yes')).status).toBe(3);
  });

  test('answers kubectl with an ExecCredential, and keeps the rest of its configuration', async () => {
    const before = 'apiVersion: v1 # mine\nkind: Config\nusers:\n  - name: other\n    user: {}\n';
    const { setup, text, lab, env } = await aPerson({ '.kube/config': before });
    await setup('kubectl', 'deploy', '--at', 'me', '--yes');
    expect(text('.kube/config')).toContain('apiVersion: v1 # mine');
    expect(text('.kube/config')).toContain('- kubectl-credential\n');
    const info = JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1beta1', kind: 'ExecCredential' });
    const told = await has(lab, ['kubectl-credential', 'deploy'], { ...env, KUBERNETES_EXEC_INFO: info });
    expect(JSON.parse(told.stdout)).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      kind: 'ExecCredential',
      status: { token: VALUE, expirationTimestamp: iso(3_600_000) },
    });
    await setup('kubectl', '--undo', '--yes');
    expect(text('.kube/config')).toBe(before);
  });

  test('answers AWS, cargo, terraform and pip in the words of each', { timeout: 120_000 }, async () => {
    const cargoBefore = '# mine\n[registry]\ndefault = "x"\n';
    const { setup, text, lab, env, folder, has: holds } = await aPerson({ '.cargo/config.toml': cargoBefore });
    await setup('aws', 'deploy', '--yes');
    expect(text('.aws/config')).toMatch(/\[profile tokenkeep\]\ncredential_process = .*aws-credential deploy\n/);
    expect(JSON.parse((await has(lab, ['aws-credential', 'deploy'], env)).stdout)).toEqual({
      Version: 1,
      AccessKeyId: 'AKIA00000000',
      SecretAccessKey: VALUE,
      Expiration: iso(3_600_000),
    });
    await setup('cargo', 'deploy', '--yes');
    expect(text('.cargo/config.toml')).toMatch(
      /^# mine\n\[registry\]\ndefault = "x"\ncredential-provider = .*token-from-stdout/,
    );
    await setup('terraform', 'deploy', '--yes');
    const helper = path.join(folder, '.terraform.d/plugins/terraform-credentials-tokenkeep');
    expect(JSON.parse((await run(helper, ['get', 'app.terraform.io'])).stdout)).toEqual({ token: VALUE });
    expect(JSON.parse((await run(helper, ['get', 'evil.test'])).stdout)).toEqual({});
    await setup('pip', 'deploy', '--at', 'https://pypi.test/simple/', '--yes');
    const keyring = path.join(folder, '.local/share/tokenkeep-pip/keyring');
    expect((await run(keyring, ['get', 'https://pypi.test/simple/', '__token__'])).stdout).toBe(`${VALUE}\n`);
    await expect(run(keyring, ['get', 'https://evil.test/simple/', '__token__'])).rejects.toThrow();
    for (const tool of ['aws', 'cargo', 'terraform', 'pip'])
      expect((await setup(tool, '--undo', '--yes')).status).toBe(0);
    expect(text('.cargo/config.toml')).toBe(cargoBefore);
    expect([holds('.aws/config'), holds('.terraformrc'), existsSync(helper), existsSync(keyring)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('runs npm with the value in its environment alone', async () => {
    const { setup, folder } = await aPerson();
    await setup('npm', 'deploy', '--at', 'https://npm.test', '--yes');
    const tools = path.join(folder, 'tools');
    mkdirSync(tools);
    const program = `#!${process.execPath}
for (const name of Object.keys(process.env)) if (name.includes('authToken')) console.log(name + '=' + process.env[name]);
console.log(process.argv.slice(2).join(' '));`;
    writeFileSync(path.join(tools, 'npm'), program, { mode: 0o755 });
    const env = { ...process.env, PATH: `${tools}:${process.env['PATH'] ?? ''}` };
    const { stdout } = await run(path.join(folder, '.local/bin/tokenkeep-npm'), ['publish', '--dry-run'], { env });
    expect(stdout).toBe(`npm_config_//npm.test/:_authToken=${VALUE}\npublish --dry-run\n`);
  });
});
