import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { allKinds } from './issuers/all-kinds.ts';
import type { KindRows } from './issuers/kind-rows.ts';
import { serveLoopback, type Loopback, type Reply, type Seen } from './issuers/loopback.ts';

/** Made up, with nothing in it that gives it away at a glance as a pattern that a search leaves out. */
const unpatterned = (seed: string, length: number): string =>
  createHash('sha256').update(`made up ${seed}`).digest('hex').repeat(3).slice(0, length);

const rowsOf = (kind: string): KindRows => {
  const found = allKinds.find((rows) => rows.kind === kind);
  if (found === undefined) throw new Error(`no rows of ${kind}`);
  return found;
};

interface PlainHomeFile {
  readonly file: string;
  readonly mode: number;
  readonly value: string;
  readonly text: string;
  /** Whose local stand-in answers for it, and where it is asked. */
  readonly kind?: string;
  readonly host?: string;
}

type Told = Omit<PlainHomeFile, 'file' | 'mode' | 'value' | 'text'> & { readonly value?: string };

function file(name: string, told: Told, text: (value: string) => string, mode = 0o600): PlainHomeFile {
  const value = told.value ?? (told.kind === undefined ? unpatterned(name, 40) : rowsOf(told.kind).value());
  return { ...told, file: name, mode, value, text: text(value) };
}

const json = (tree: unknown): string => `${JSON.stringify(tree, null, 2)}\n`;

/** Twenty files as their programs write them; of twelve the issuers can be asked. */
export const PLAIN_FILES: readonly PlainHomeFile[] = [
  file(
    '.config/gh/hosts.yml',
    { kind: 'github-pat-classic', host: 'api.github.com' },
    (value) => `github.com:\n    user: octo\n    oauth_token: ${value}\n    git_protocol: https\n`,
  ),
  file(
    '.config/glab-cli/config.yml',
    { kind: 'gitlab-pat', host: 'gitlab.com' },
    (value) => `# hosts\nhosts:\n    gitlab.com:\n        token: ${value}\n        api_protocol: https\n`,
    0o644,
  ),
  file(
    '.npmrc',
    { kind: 'npm', host: 'registry.npmjs.org' },
    (value) => `save-exact=true\n//registry.npmjs.org/:_authToken=${value}\n`,
    0o640,
  ),
  file(
    '.netrc',
    { kind: 'heroku', host: 'api.heroku.com' },
    (value) => `machine api.heroku.com\n  login sam@example.test\n  password ${value}\n`,
  ),
  file('.terraform.d/credentials.tfrc.json', { kind: 'terraform-cloud', host: 'app.terraform.io' }, (token) =>
    json({ credentials: { 'app.terraform.io': { token } } }),
  ),
  file('.cache/huggingface/token', { kind: 'huggingface', host: 'huggingface.co' }, (value) => value, 0o644),
  file('.local/share/com.vercel.cli/auth.json', { kind: 'vercel', host: 'api.vercel.com' }, (token) => json({ token })),
  file('.config/netlify/config.json', { kind: 'netlify', host: 'api.netlify.com' }, (token) =>
    json({ users: { u1: { id: 'u1', auth: { token } } } }),
  ),
  file('.sentryclirc', { kind: 'sentry', host: 'sentry.io' }, (value) => `[auth]\ntoken=${value}\n`, 0o644),
  file('.slack/credentials.json', { kind: 'slack', host: 'slack.com' }, (token) => json({ T0: { token } })),
  file(
    '.bashrc',
    { kind: 'digitalocean', host: 'api.digitalocean.com', value: `dop_v1_${unpatterned('digitalocean', 64)}` },
    (value) => `alias ll='ls -l'\nexport DIGITALOCEAN_TOKEN=${value}\n`,
    0o644,
  ),
  file(
    'site/.env',
    { kind: 'openai', host: 'api.openai.com' },
    (value) => `# local\nPORT=3000\nOPENAI_API_KEY="${value}"\n`,
    0o644,
  ),
  file(
    '.pypirc',
    { value: `pypi-${unpatterned('pypi', 60)}` },
    (value) => `[pypi]\nusername = __token__\npassword = ${value}\n`,
  ),
  file('.docker/config.json', { value: Buffer.from(`me:${unpatterned('docker', 40)}`).toString('base64') }, (auth) =>
    json({ auths: { 'https://index.docker.io/v1/': { auth } } }),
  ),
  file(
    '.kube/config',
    {},
    (value) => `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: ${value}\n`,
  ),
  file('.aws/sso/cache/ab.json', {}, (accessToken) => json({ startUrl: 'https://acme.test/start', accessToken })),
  file(
    '.vault-token',
    {},
    (value) => `${value}
`,
  ),
  file('.cargo/credentials.toml', {}, (value) => `[registry]\ntoken = "${value}"\n`),
  file('.config/pip/pip.conf', {}, (value) => `[global]\nindex-url = https://me:${value}@pip.example.test/simple\n`),
  file('.git-credentials', {}, (value) => `https://me:${value}@git.example.test\n`),
];

/** A folder with all of them, which goes with the test. */
export function plantPlainHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'tokenkeep-plain-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  plantIn(home);
  return home;
}

export function plantIn(home: string): void {
  for (const { file: name, text, mode } of PLAIN_FILES) {
    const place = join(home, name);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
    chmodSync(place, mode);
  }
}

/** What tells programs that this folder is their person's. */
export const homeOf = (home: string): Record<string, string> => ({
  HOME: home,
  XDG_CONFIG_HOME: join(home, '.config'),
  XDG_CACHE_HOME: join(home, '.cache'),
  XDG_DATA_HOME: join(home, '.local/share'),
});

/** All those issuers at one place, each below its own host: a token of theirs lives, but for those that are named. */
export async function serveIssuers(dead: readonly string[] = []): Promise<Loopback> {
  return serveLoopback((seen): Reply => {
    const [, host = '', path = ''] = /^\/([^/]+)(\/.*)$/.exec(seen.path) ?? [];
    const asked = PLAIN_FILES.find((each) => each.host === host);
    if (asked?.kind === undefined) return { status: 404, body: 'nobody of that name' };
    return replyOf(rowsOf(asked.kind), asked.value, { ...seen, path }, dead.includes(asked.kind));
  });
}

function replyOf({ asked, answers = [] }: KindRows, value: string, seen: Seen, isDead: boolean): Reply {
  // GitHub's own host has no `/api/v3` before it.
  const isAsked = asked?.path.replace(/^\/api\/v3\//, '/') === seen.path && carries(seen, value);
  const wanted = isAsked && !isDead ? 'valid' : 'invalid';
  const answer = answers.find(({ verdict }) => verdict === wanted);
  return answer ?? { status: 500, body: 'no such row' };
}

const carries = ({ headers }: Seen, value: string): boolean =>
  Object.values(headers).some((header) => header.includes(value));
