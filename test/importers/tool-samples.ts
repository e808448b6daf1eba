const t = (n: number): string => `made-up-${String(n).padStart(24, '0')}`;
const basic = (user: string, password: string): string => Buffer.from(`${user}:${password}`).toString('base64');

/** Each as its program's own documentation shows it. */
export const FILES: readonly (readonly [path: string, content: string, kind: string, values: readonly string[]])[] = [
  [
    '/h/.config/gh/hosts.yml',
    `github.com:\n    user: octo\n    oauth_token: ${t(1)}\n    git_protocol: https\ngit.example.org:\n    users:\n        me:\n            oauth_token: ${t(2)}\n`,
    'gh',
    [t(1), t(2)],
  ],
  [
    '/h/.config/glab-cli/config.yml',
    `git_protocol: ssh\nhosts:\n    gitlab.com:\n        token: ${t(1)}\n        api_protocol: https\n`,
    'glab',
    [t(1)],
  ],
  [
    '/h/.npmrc',
    `registry=https://r.example/\n//r.example/:_authToken=${t(1)}\n//o.example/:_auth=${basic('me', t(2))}\n//v.example/:_authToken=\${TOKEN}\n`,
    'npmrc',
    [t(1), t(2)],
  ],
  [
    '/h/.netrc',
    `# old\nmachine a.example login me password ${t(1)}\nmachine b.example\n  login you\n  password "${t(2)}"\nmacdef init\nmachine no password no\n\ndefault login x password ${t(3)}\n`,
    'netrc',
    [t(1), t(2), t(3)],
  ],
  [
    '/h/.pypirc',
    `[distutils]\nindex-servers = pypi\n\n[pypi]\nusername = __token__\npassword = ${t(1)}\n`,
    'pypirc',
    [t(1)],
  ],
  ['/h/.config/pip/pip.conf', `[global]\nindex-url = https://me:${t(1)}@pip.example/simple\n`, 'pip', [t(1)]],
  [
    '/h/.docker/config.json',
    JSON.stringify({
      auths: { 'r.example': { auth: basic('me', t(1)) }, 'i.example': { identitytoken: t(2) }, e: {} },
    }),
    'docker',
    [t(1), t(2)],
  ],
  [
    '/h/.kube/config',
    `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: ${t(1)}\n- name: b\n  user:\n    exec: {command: x}\n`,
    'kubeconfig',
    [t(1)],
  ],
  [
    '/h/.aws/credentials',
    `[default]\naws_access_key_id = AKIA${'0'.repeat(16)}\naws_secret_access_key = ${t(1)}\n[empty]\nregion=x\n`,
    'aws',
    [t(1)],
  ],
  [
    '/h/.aws/sso/cache/ab.json',
    JSON.stringify({ startUrl: 'x', accessToken: t(1), expiresAt: 'y' }),
    'aws-sso',
    [t(1)],
  ],
  [
    '/h/.config/gcloud/application_default_credentials.json',
    JSON.stringify({ client_id: 'x', client_secret: t(1), refresh_token: t(2), type: 'authorized_user' }),
    'gcloud',
    [t(1), t(2)],
  ],
  [
    '/k/.config/gcloud/application_default_credentials.json',
    JSON.stringify({ type: 'service_account', private_key: t(1), client_email: 'x' }),
    'gcloud',
    [JSON.stringify({ type: 'service_account', private_key: t(1), client_email: 'x' })],
  ],
  [
    '/h/.azure/msal_token_cache.json',
    JSON.stringify({ RefreshToken: { 'a.b-c': { secret: t(1), home_account_id: 'x' } } }),
    'azure',
    [t(1)],
  ],
  [
    '/h/.terraform.d/credentials.tfrc.json',
    JSON.stringify({ credentials: { 'app.terraform.io': { token: t(1) } } }),
    'terraform',
    [t(1)],
  ],
  [
    '/h/.cargo/credentials.toml',
    `[registry]\ntoken = "${t(1)}"\n[registries.mine]\ntoken = "${t(2)}"\n`,
    'cargo',
    [t(1), t(2)],
  ],
  ['/h/.gem/credentials', `---\n:rubygems_api_key: ${t(1)}\n`, 'gem', [t(1)]],
  [
    '/h/.config/composer/auth.json',
    JSON.stringify({ 'github-oauth': { 'github.com': t(1) }, 'http-basic': { x: { username: 'me', password: t(2) } } }),
    'composer',
    [t(1), t(2)],
  ],
  ['/h/.cache/huggingface/token', t(1), 'huggingface', [t(1)]],
  ['/h/.vault-token', `${t(1)}\n`, 'vault-token', [t(1)]],
  ['/h/.fly/config.yml', `access_token: ${t(1)}\n`, 'fly', [t(1)]],
  ['/h/.local/share/com.vercel.cli/auth.json', JSON.stringify({ token: t(1) }), 'vercel', [t(1)]],
  ['/h/.config/netlify/config.json', JSON.stringify({ users: { u: { auth: { token: t(1) } } } }), 'netlify', [t(1)]],
  [
    '/h/.config/.wrangler/config/default.toml',
    `oauth_token = "${t(1)}"\nrefresh_token = "${t(2)}"\n`,
    'wrangler',
    [t(1), t(2)],
  ],
  ['/h/.sentryclirc', `[auth]\ntoken=${t(1)}\n`, 'sentry-cli', [t(1)]],
  [
    '/h/.slack/credentials.json',
    JSON.stringify({ T1: { token: t(1), refresh_token: t(2) } }),
    'slack-cli',
    [t(1), t(2)],
  ],
  [
    '/h/.git-credentials',
    `https://me:${t(1)}@git.example\nhttps://you:a%2Fb@h:8080\n`,
    'git-credentials',
    [t(1), 'a/b'],
  ],
];
