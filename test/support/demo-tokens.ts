import { serveGithub } from './issuers/github.ts';
import { gitlabValue, serveGitlab } from './issuers/gitlab.ts';
import { serveRenewing } from './issuers/renewing-issuer.ts';

type Tokenkeep = (args: readonly string[], stdin?: string) => Promise<string>;

export interface DemoIssuers {
  readonly names: readonly string[];
  close(): Promise<void>;
}

/** How long the first to go lives. */
const SHORT_MS = 130_000;
/** How long one that renews itself lives. */
const RENEWED_SECONDS = 75;

const spelled = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19).concat(' UTC');
const github = (digit: number): string => `ghp_${String(digit).repeat(36)}`;

/** Issuers on loopback, and a token of each state given to the vault that runs. */
export async function seedDemo(tokenkeep: Tokenkeep): Promise<DemoIssuers> {
  const [hub, lab, renewing] = [await serveGithub(), await serveGitlab(), await serveRenewing(RENEWED_SECONDS)];
  const now = Date.now();
  hub.tokens.set(github(1), { login: 'deploy-bot', scopes: 'repo', expires: spelled(now + SHORT_MS) });
  hub.tokens.set(github(2), { login: 'sam', scopes: 'repo, delete_repo', expires: spelled(now + 60 * 86_400_000) });
  lab.tokens.set(gitlabValue(1), {
    userId: 1,
    scopes: ['api', 'self_rotate'],
    expiresAt: new Date(now + 20 * 86_400_000).toISOString().slice(0, 10),
  });
  const account = await renewing.account('mail');
  const about: readonly (readonly [string, readonly string[], string])[] = [
    [
      'github-deploy',
      ['--provider', 'github', '--host', hub.base, '--owner', 'Platform', '--env', 'production'],
      github(1),
    ],
    ['github-laptop', ['--provider', 'github', '--host', hub.base, '--owner', 'Sam'], github(2)],
    ['github-old', ['--provider', 'github', '--host', hub.base], github(3)],
    [
      'gitlab-ci',
      ['--provider', 'gitlab', '--host', lab.base, '--owner', 'Platform', '--rotate-every', '30d'],
      gitlabValue(1),
    ],
    ['gitlab-far', ['--provider', 'gitlab', '--host', 'http://127.0.0.1:47009'], gitlabValue(9)],
    [
      'by-hand',
      ['--provider', 'other', '--expires', new Date(now + 2 * 86_400_000).toISOString()],
      `fake-${'7'.repeat(24)}`,
    ],
    [
      'mail-sync',
      [
        '--provider',
        'oauth2',
        '--host',
        renewing.base,
        ...['client-id', 'client-secret', 'refresh-token'].flatMap((key) => ['--field', key]),
      ],
      [account.access, renewing.client.id, renewing.client.secret, account.refresh].join('\n'),
    ],
  ];
  for (const [name, options, value] of about) await tokenkeep(['add', name, ...options], value);
  return {
    names: about.map(([name]) => name),
    async close() {
      await Promise.all([hub.close(), lab.close(), renewing.stop('cut')]);
    },
  };
}
