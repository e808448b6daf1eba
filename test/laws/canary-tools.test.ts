import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, formsIn, freshCanary } from '../support/canary.ts';
import { searchFor, watched } from '../support/canary-search.ts';
import { startCountingIssuer } from '../support/counting-issuer.ts';
import { MACHINE_FILE } from '../support/fake-machine.ts';
import { freshHome, startLab, tk, type Ran } from '../support/lab-driver.ts';

const place = (host: string): string => `protocol=https\nhost=${host}\n`;
const dockers = (secret: string): string =>
  JSON.stringify({ ServerURL: 'registry.test', Username: 'u1', Secret: secret });

test(
  'no value that goes to a tool, or comes from one, is left in a file, a log, the audit, an error or an argument',
  { timeout: 180_000 },
  async () => {
    const [git = '', docker = '', deploy = '', wrong = ''] = ['git', 'docker', 'deploy', 'wrong'].map(freshCanary);
    const search = searchFor([git, docker, deploy, wrong]);
    const [home, person] = [freshHome(), freshHome()];
    const temporary = join(freshHome(), 'tmp');
    mkdirSync(temporary);
    const env = { TMPDIR: temporary, HOME: person, DBUS_SESSION_BUS_ADDRESS: `unix:path=${temporary}/no-bus` };
    const issuer = await startCountingIssuer(({ authorization }) => ({
      status: 401,
      body: { message: authorization },
    }));
    const lab = await startLab({ home, env });
    /** What a command answers is looked at too, but where answering with a value is what it is for. */
    const run = async (args: readonly string[], stdin = '', tells?: 'tells'): Promise<Ran> => {
      const ran = await watched(search, tk(home, args, stdin, env));
      if (tells === undefined) search.look(`stdout of ${args.join(' ')}`, ran.stdout);
      search.look(`stderr of ${args.join(' ')}`, ran.stderr);
      return ran;
    };
    await run(['add', 'deploy', '--provider', 'other', '--field', 'client-id'], `${deploy}\nid-0`);
    await run(['add', 'github', '--provider', 'github', '--host', issuer.host], wrong);

    await run(
      ['git-credential', 'store'],
      `${place('git.test')}username=u1\npassword=${git}\noauth_refresh_token=${git}x\n`,
    );
    expect((await run(['git-credential', 'get'], place('git.test'), 'tells')).stdout).toContain(git);
    await run(['git-credential', 'erase'], `${place('git.test')}username=u1\npassword=${wrong}\n`);
    await run(['git-credential', 'erase'], `${place('git.test')}username=u1\npassword=${git}\n`);
    await run(['git-credential', 'store'], `${place('git.test')}username=${wrong}\r\npassword=${wrong}\n`);
    await run(['git-credential', 'get'], `${place(wrong)}username=${wrong}\n`);
    await run(['docker-credential', 'store'], dockers(docker));
    expect((await run(['docker-credential', 'get'], 'registry.test', 'tells')).stdout).toContain(
      JSON.stringify(docker),
    );
    await run(['docker-credential', 'list']);
    await run(['docker-credential', 'store'], `${dockers(wrong)}}`);
    await run(['docker-credential', 'get'], wrong);

    // The child's own environment is where a value belongs, so there it is not looked for.
    const masked = await tk(
      home,
      ['exec', '-e', 'T=deploy', '--mask', '--', 'sh', '-c', 'echo "$T"; echo "$T" >&2'],
      '',
      env,
    );
    search.look('masked output', masked.stdout + masked.stderr);
    expect(masked).toMatchObject({ status: 0, stdout: '***\n', stderr: '***\n' });
    const asks = 'console.log(process.env.T.length > 8, process.env.T_URL)';
    const brokered = await run(['exec', '--broker', 'T=github', '--', process.execPath, '-e', asks]);
    expect(brokered.stdout).toMatch(/^true http:\/\/127\.0\.0\.1:\d+/);
    await run(['exec', '-e', `T=${'nobody'}`, '--', 'true']);
    await run(['exec', '-e', 'T=deploy', '--refresh-file', join(temporary, 'fresh'), '--', 'true']);
    expect((await run(['inject'], '{{ tokenkeep:deploy }}', 'tells')).stdout).toBe(deploy);
    await run(['inject', '-o', join(temporary, 'out')], '{{ tokenkeep:deploy }} {{ tokenkeep:nobody }}');
    await run(['kubectl-credential', 'deploy'], '', 'tells');
    await run(['terraform-credential', 'tf.test', 'deploy', 'get', 'evil.test']);
    mkdirSync(join(person, '.docker'));
    writeFileSync(join(person, '.docker', 'config.json'), JSON.stringify({ auths: { x: { auth: wrong } } }, null, 2));
    await run(['setup', 'docker', '--json', '--yes']);
    await run(['setup', 'docker', '--undo', '--yes']);
    for (const tool of ['npm', 'gh', 'aws', 'cargo', 'terraform']) await run(['setup', tool, 'deploy', '--yes']);
    await run(['complete', '--', 'get', '']);
    for (const args of [
      ['list', '--json'],
      ['audit', '--json'],
      ['leases', '--json'],
      ['show', 'u1@git.test'],
    ])
      await run(args);
    await lab.send({ keyring: 'locked' });
    await run(['git-credential', 'get'], place('git.test'));
    await run(['docker-credential', 'get'], 'registry.test');
    search.look('the picture', JSON.stringify(await lab.snapshot()));
    search.look('complaints of the lab', lab.complaints());
    await lab.kill();

    const own = join(person, '.docker', 'config.json');
    const files = [home, temporary, person].flatMap(filesBelow);
    const searched = files.filter((path) => basename(path) !== MACHINE_FILE && path !== own);
    for (const path of searched) search.look(path, readFileSync(path));
    expect(search.found).toEqual([]);
    expect(formsIn(readFileSync(join(home, MACHINE_FILE)), git)).not.toEqual([]);
  },
);
