import { serveGithub, type Github } from './issuers/github.ts';
import { gitlabValue, serveGitlab, type Gitlab } from './issuers/gitlab.ts';
import { serveRenewing, type RenewingIssuer } from './issuers/renewing-issuer.ts';

type Tokenkeep = (args: readonly string[], stdin?: string) => Promise<string>;

export interface DemoIssuers {
  readonly names: readonly string[];
  close(): Promise<void>;
}

/** How long the first to go lives; it is warned of a minute before. */
const SHORT_MS = 85_000;
const LEADS = '14d,3d,1d,1m';
/** How long one that renews itself lives; it does when half of that is left. */
const RENEWED_SECONDS = 50;
const DAY_MS = 86_400_000;
/** Nobody listens there. */
const SILENT = 'http://127.0.0.1:47009';

const spelled = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19).concat(' UTC');
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const github = (digit: number): string => `ghp_${String(digit).repeat(36)}`;

interface Row {
  readonly name: string;
  readonly options: readonly string[];
  readonly value: string;
}

/** Issuers on loopback, and a token of each state given to the vault that runs. */
export async function seedDemo(tokenkeep: Tokenkeep): Promise<DemoIssuers> {
  const [hub, lab, renewing] = await Promise.all([serveGithub(), serveGitlab(), serveRenewing(RENEWED_SECONDS)]);
  const now = Date.now();
  await tokenkeep(['settings', 'leads', LEADS]);
  const rows = [...ofGitlab(lab, now), ...(await renewed(renewing)), ...byHand(now), ...ofGithub(hub, now)];
  for (const { name, options, value } of rows) await tokenkeep(['add', name, ...options], value);
  return {
    names: rows.map(({ name }) => name),
    async close() {
      await Promise.all([hub.close(), lab.close(), renewing.stop('cut')]);
    },
  };
}

function ofGithub({ base, tokens }: Github, now: number): readonly Row[] {
  tokens.set(github(1), { login: 'deploy-bot', scopes: 'repo', expires: spelled(now + SHORT_MS) });
  tokens.set(github(2), { login: 'sam', scopes: 'repo, delete_repo', expires: spelled(now + 60 * DAY_MS) });
  const at = ['--provider', 'github', '--host', base];
  const deploy = [...at, '--owner', 'Platform', '--env', 'production', '--consumer', 'release pipeline'];
  return [
    { name: 'github-laptop', options: [...at, '--owner', 'Sam'], value: github(2) },
    { name: 'github-old', options: at, value: github(3) },
    { name: 'github-deploy', options: deploy, value: github(1) },
  ];
}

function ofGitlab({ base, tokens }: Gitlab, now: number): readonly Row[] {
  const about = { userId: 1, scopes: ['api', 'self_rotate'], expiresAt: day(now + 20 * DAY_MS) };
  tokens.set(gitlabValue(101), about);
  tokens.set(gitlabValue(102), { ...about, state: 'revoked' });
  tokens.set(gitlabValue(103), { ...about, state: 'blocked' });
  const at = ['--provider', 'gitlab', '--host', base];
  const nightly = [...at, '--owner', 'Platform', '--env', 'production', '--rotate-every', '30d'];
  return [
    { name: 'gitlab-ci', options: nightly, value: gitlabValue(101) },
    { name: 'gitlab-mirror', options: [...at, '--owner', 'Web'], value: gitlabValue(102) },
    { name: 'gitlab-bot', options: [...at, '--owner', 'Web', '--env', 'staging'], value: gitlabValue(103) },
    { name: 'gitlab-far', options: ['--provider', 'gitlab', '--host', SILENT], value: gitlabValue(104) },
  ];
}

/** One that renews itself, and one whose sign-in is over. */
async function renewed(issuer: RenewingIssuer): Promise<readonly Row[]> {
  const fields = ['client-id', 'client-secret', 'refresh-token'].flatMap((key) => ['--field', key]);
  const options = ['--provider', 'oauth2', '--host', issuer.base, ...fields];
  const [mail, calendar] = [await issuer.account('mail'), await issuer.account('calendar', 6)];
  const value = (access: string, refresh: string): string =>
    [access, issuer.client.id, issuer.client.secret, refresh].join('\n');
  return [
    { name: 'mail-sync', options: [...options, '--owner', 'Sam'], value: value(mail.access, mail.refresh) },
    { name: 'calendar-sync', options, value: value(calendar.access, `not-a-refresh-${'0'.repeat(24)}`) },
  ];
}

function byHand(now: number): readonly Row[] {
  const value = (digit: string): string => `fake-${digit.repeat(24)}`;
  const soon = ['--provider', 'other', '--expires', new Date(now + 2 * DAY_MS).toISOString()];
  return [
    { name: 'by-hand', options: [...soon, '--owner', 'Data'], value: value('7') },
    { name: 'forever', options: ['--provider', 'other', '--expires', 'never'], value: value('8') },
  ];
}
