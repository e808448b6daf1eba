import type { ImportKind } from '../../shared/commands/import.ts';
import type { PersonPlaces } from '../domain/elsewhere-ports.ts';
import type { KnownPlace } from '../domain/importer.ts';

/** The folders that a platform gives a person's programs. */
interface Bases {
  readonly home: string;
  readonly config: string;
  readonly data: string;
  readonly cache: string;
  /** Where a program keeps things that follows the platform's own custom rather than XDG's. */
  readonly support: string;
  readonly roaming: string;
  readonly isWindows: boolean;
}

function basesOf({ home, platform, env }: PersonPlaces): Bases {
  const config = env['XDG_CONFIG_HOME'] ?? `${home}/.config`;
  return {
    home,
    config,
    data: env['XDG_DATA_HOME'] ?? `${home}/.local/share`,
    cache: env['XDG_CACHE_HOME'] ?? `${home}/.cache`,
    support: platform === 'darwin' ? `${home}/Library/Application Support` : config,
    roaming: env['APPDATA'] ?? `${home}/AppData/Roaming`,
    isWindows: platform === 'win32',
  };
}

interface Row {
  readonly keeper: string;
  readonly kind: ImportKind;
  /** The usual place. */
  path(bases: Bases): string;
  /** The variable that names another file; with `below`, another folder. */
  readonly env?: string;
  readonly below?: string;
}

const ROWS: readonly Row[] = [
  {
    keeper: 'GitHub CLI',
    kind: 'gh',
    path: ({ config, roaming, isWindows }) => `${isWindows ? `${roaming}/GitHub CLI` : `${config}/gh`}/hosts.yml`,
    env: 'GH_CONFIG_DIR',
    below: 'hosts.yml',
  },
  {
    keeper: 'GitLab CLI',
    kind: 'glab',
    path: ({ support }) => `${support}/glab-cli/config.yml`,
    env: 'GLAB_CONFIG_DIR',
    below: 'config.yml',
  },
  { keeper: 'npm', kind: 'npmrc', path: ({ home }) => `${home}/.npmrc`, env: 'NPM_CONFIG_USERCONFIG' },
  {
    keeper: 'netrc',
    kind: 'netrc',
    path: ({ home, isWindows }) => `${home}/${isWindows ? '_netrc' : '.netrc'}`,
    env: 'NETRC',
  },
  { keeper: 'twine', kind: 'pypirc', path: ({ home }) => `${home}/.pypirc` },
  {
    keeper: 'pip',
    kind: 'pip',
    path: ({ support, roaming, isWindows }) => (isWindows ? `${roaming}/pip/pip.ini` : `${support}/pip/pip.conf`),
    env: 'PIP_CONFIG_FILE',
  },
  {
    keeper: 'Docker',
    kind: 'docker',
    path: ({ home }) => `${home}/.docker/config.json`,
    env: 'DOCKER_CONFIG',
    below: 'config.json',
  },
  { keeper: 'kubectl', kind: 'kubeconfig', path: ({ home }) => `${home}/.kube/config`, env: 'KUBECONFIG' },
  {
    keeper: 'AWS CLI',
    kind: 'aws',
    path: ({ home }) => `${home}/.aws/credentials`,
    env: 'AWS_SHARED_CREDENTIALS_FILE',
  },
  {
    keeper: 'gcloud',
    kind: 'gcloud',
    path: ({ config, roaming, isWindows }) =>
      `${isWindows ? roaming : config}/gcloud/application_default_credentials.json`,
    env: 'GOOGLE_APPLICATION_CREDENTIALS',
  },
  { keeper: 'Azure CLI', kind: 'azure', path: ({ home }) => `${home}/.azure/msal_token_cache.json` },
  {
    keeper: 'Terraform',
    kind: 'terraform',
    path: ({ home, roaming, isWindows }) =>
      `${isWindows ? `${roaming}/terraform.d` : `${home}/.terraform.d`}/credentials.tfrc.json`,
  },
  {
    keeper: 'cargo',
    kind: 'cargo',
    path: ({ home }) => `${home}/.cargo/credentials.toml`,
    env: 'CARGO_HOME',
    below: 'credentials.toml',
  },
  { keeper: 'RubyGems', kind: 'gem', path: ({ home }) => `${home}/.gem/credentials` },
  {
    keeper: 'Composer',
    kind: 'composer',
    path: ({ config }) => `${config}/composer/auth.json`,
    env: 'COMPOSER_HOME',
    below: 'auth.json',
  },
  {
    keeper: 'Hugging Face',
    kind: 'huggingface',
    path: ({ cache }) => `${cache}/huggingface/token`,
    env: 'HF_HOME',
    below: 'token',
  },
  { keeper: 'Vault', kind: 'vault-token', path: ({ home }) => `${home}/.vault-token` },
  { keeper: 'flyctl', kind: 'fly', path: ({ home }) => `${home}/.fly/config.yml` },
  {
    keeper: 'Vercel CLI',
    kind: 'vercel',
    path: ({ support, config, data }) => `${support === config ? data : support}/com.vercel.cli/auth.json`,
  },
  { keeper: 'Netlify CLI', kind: 'netlify', path: ({ support }) => `${support}/netlify/config.json` },
  { keeper: 'wrangler', kind: 'wrangler', path: ({ config }) => `${config}/.wrangler/config/default.toml` },
  { keeper: 'Sentry CLI', kind: 'sentry-cli', path: ({ home }) => `${home}/.sentryclirc` },
  { keeper: 'Slack CLI', kind: 'slack-cli', path: ({ home }) => `${home}/.slack/credentials.json` },
  { keeper: 'git', kind: 'git-credentials', path: ({ home }) => `${home}/.git-credentials` },
  { keeper: 'git', kind: 'git-credentials', path: ({ config }) => `${config}/git/credentials` },
];

const STARTED = ['.bashrc', '.bash_profile', '.profile', '.zshrc', '.zprofile', '.zshenv', '.envrc'] as const;
const HISTORIES = ['.bash_history', '.zsh_history', '.python_history', '.node_repl_history', '.psql_history'] as const;

/** Where shells keep what was typed. */
export function historyFiles(places: PersonPlaces): readonly string[] {
  const { home, data, roaming, isWindows } = basesOf(places);
  const powershell = isWindows ? `${roaming}/Microsoft/Windows/PowerShell` : `${data}/powershell`;
  return [
    ...HISTORIES.map((name) => `${home}/${name}`),
    `${data}/fish/fish_history`,
    `${powershell}/PSReadLine/ConsoleHost_history.txt`,
  ];
}

/** Where the programs of this person keep tokens in files, by their own documentation. Whether any of them is there is not looked at. */
export function knownPlaces(places: PersonPlaces): readonly KnownPlace[] {
  const bases = basesOf(places);
  const { home } = bases;
  return [
    ...ROWS.map(({ keeper, kind, path, env, below }) => {
      const told = env === undefined ? undefined : places.env[env];
      const named = told === undefined || below === undefined ? told : `${told}/${below}`;
      return { keeper, kind, path: named ?? path(bases) };
    }),
    ...STARTED.map((name) => ({ keeper: 'the start of a shell', path: `${home}/${name}` })),
    ...historyFiles(places).map((path) => ({ keeper: 'the history of a shell', path })),
  ];
}

/** Folders whose files all belong to one program. */
export const knownFolders = ({ home }: PersonPlaces): readonly (KnownPlace & { readonly file: RegExp })[] => [
  { keeper: 'AWS CLI', path: `${home}/.aws/sso/cache`, kind: 'aws-sso', file: /\.json$/ },
  { keeper: 'the history of a shell', path: `${home}/.zsh_sessions`, file: /\.history$/ },
];
