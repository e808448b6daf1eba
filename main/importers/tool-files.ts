import type { ImportKind } from '../../shared/commands/import.ts';
import { failed, succeeded } from '../../shared/result.ts';
import type { Importer, ImportedEntry } from '../domain/importer.ts';
import { fieldsOf, parseJson } from '../domain/json.ts';
import { Secret } from '../domain/secret.ts';
import { leavesOf, type Grammar, type Leaf } from './leaves.ts';

/** Where a program keeps its tokens in a file that follows a grammar. */
interface ToolFile {
  readonly kind: ImportKind;
  readonly grammar: Grammar;
  readonly provider?: string;
  readonly file: RegExp;
  /** The way to a value, its steps joined by a blank; its groups name `host` and `user`. */
  readonly ways: readonly RegExp[];
}

const TOOL_FILES: readonly ToolFile[] = [
  {
    kind: 'gh',
    grammar: 'yaml',
    provider: 'github',
    file: /[\\/]gh[\\/]hosts\.ya?ml$/,
    ways: [/^(?<host>\S+) oauth_token$/, /^(?<host>\S+) users (?<user>\S+) oauth_token$/],
  },
  {
    kind: 'glab',
    grammar: 'yaml',
    provider: 'gitlab',
    file: /[\\/]glab-cli[\\/]config\.ya?ml$/,
    ways: [/^hosts (?<host>\S+) token$/],
  },
  { kind: 'pypirc', grammar: 'ini', provider: 'pypi', file: /[\\/]\.pypirc$/, ways: [/^(?<host>.+) password$/] },
  {
    kind: 'kubeconfig',
    grammar: 'yaml',
    provider: 'kubernetes-sa',
    file: /[\\/](?:\.kube[\\/]config|kubeconfig[\w.-]*)$/,
    ways: [/^users \d+ user (?:token|auth-provider config (?:access-token|refresh-token|id-token))$/],
  },
  {
    kind: 'aws-sso',
    grammar: 'json',
    provider: 'aws-sso-oidc',
    file: /[\\/]\.aws[\\/]sso[\\/]cache[\\/][^\\/]+\.json$/,
    ways: [/^(?:accessToken|refreshToken|clientSecret)$/],
  },
  {
    kind: 'azure',
    grammar: 'json',
    provider: 'entra-oauth',
    file: /[\\/]msal_token_cache\.json$/,
    ways: [/^(?:AccessToken|RefreshToken) \S.* secret$/],
  },
  {
    kind: 'terraform',
    grammar: 'json',
    provider: 'terraform-cloud',
    file: /[\\/]credentials\.tfrc\.json$/,
    ways: [/^credentials (?<host>\S+) token$/],
  },
  {
    kind: 'cargo',
    grammar: 'toml',
    file: /[\\/]\.cargo[\\/]credentials(?:\.toml)?$/,
    ways: [/^registry token$/, /^registries (?<host>\S+) token$/],
  },
  {
    kind: 'gem',
    grammar: 'yaml',
    file: /[\\/]\.gem[\\/]credentials$|[\\/]gem[\\/]credentials$/,
    ways: [/^:?(?<host>\S+)$/],
  },
  {
    kind: 'composer',
    grammar: 'json',
    file: /[\\/]composer[\\/]auth\.json$/,
    ways: [
      /^(?:github-oauth|gitlab-token|gitlab-oauth|bearer) (?<host>\S+)(?: token)?$/,
      /^http-basic (?<host>\S+) password$/,
    ],
  },
  { kind: 'fly', grammar: 'yaml', provider: 'flyio', file: /[\\/]\.fly[\\/]config\.yml$/, ways: [/^access_token$/] },
  { kind: 'vercel', grammar: 'json', provider: 'vercel', file: /com\.vercel\.cli[\\/]auth\.json$/, ways: [/^token$/] },
  {
    kind: 'netlify',
    grammar: 'json',
    provider: 'netlify',
    file: /[\\/]netlify[\\/]config\.json$/,
    ways: [/^users (?<user>\S+) auth token$/],
  },
  {
    kind: 'wrangler',
    grammar: 'toml',
    provider: 'cloudflare',
    file: /[\\/]\.wrangler[\\/]config[\\/]default\.toml$/,
    ways: [/^(?:oauth_token|refresh_token|api_token)$/],
  },
  { kind: 'sentry-cli', grammar: 'ini', provider: 'sentry', file: /[\\/]\.sentryclirc$/, ways: [/^auth token$/] },
  {
    kind: 'slack-cli',
    grammar: 'json',
    provider: 'slack',
    file: /[\\/]\.slack[\\/]credentials\.json$/,
    ways: [/^(?<user>\S+) (?:token|refresh_token)$/],
  },
];

const toolFile = ({ kind, grammar, provider, file, ways }: ToolFile): Importer => ({
  kind,
  provider,
  fits: ({ path }) => file.test(path),
  async read({ text = '' }) {
    const leaves = await leavesOf(grammar, text);
    return leaves === undefined ? failed('damaged') : succeeded(leaves.flatMap((leaf) => entryOf(kind, leaf, ways)));
  },
});

const GCLOUD: ToolFile = {
  kind: 'gcloud',
  grammar: 'json',
  provider: 'google-oauth',
  file: /[\\/]application_default_credentials\.json$/,
  ways: [/^(?:refresh_token|client_secret)$/],
};

/** A service account's key is worth nothing in parts: https://cloud.google.com/docs/authentication/application-default-credentials */
const gcloud: Importer = {
  ...toolFile(GCLOUD),
  read(file, how) {
    const { text = '' } = file;
    const isKey = fieldsOf(parseJson(text))?.['type'] === 'service_account';
    return isKey ? succeeded([{ name: 'gcloud', value: new Secret(text) }]) : toolFile(GCLOUD).read(file, how);
  },
};

export const toolFiles: readonly Importer[] = [...TOOL_FILES.map(toolFile), gcloud];

function entryOf(kind: ImportKind, { way, text }: Leaf, ways: readonly RegExp[]): readonly ImportedEntry[] {
  const told = way.join(' ');
  const matched = ways.map((each) => each.exec(told)).find((each) => each !== null);
  if (matched === undefined || text === '') return [];
  const { host, user } = matched.groups ?? {};
  const last = way.at(-1) ?? '';
  const name = [kind, user ?? host, /refresh/i.test(last) ? 'refresh' : undefined].filter((each) => each !== undefined);
  return [{ name: name.join(' '), value: new Secret(text), host, user }];
}
