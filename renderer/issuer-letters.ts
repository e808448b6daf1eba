/** Two letters for those issuers whose own would be taken for another's. */
const CHOSEN: Readonly<Record<string, string>> = {
  github: 'GH',
  'github-refresh': 'GR',
  'github-app': 'GA',
  'github-oauth-client': 'GC',
  gitlab: 'GL',
  'gitlab-other': 'Gl',
  'google-api-key': 'Go',
  'google-oauth': 'GO',
  'grafana-cloud': 'Gc',
  'atlassian-admin-key': 'At',
  mailgun: 'Mg',
  netlify: 'Nf',
  sentry: 'Sn',
  snyk: 'Sy',
  oauth2: 'OA',
  jwt: 'JW',
  npm: 'np',
  other: '··',
};

/** Two letters that stand for an issuer: the first of its two words, or the first two of its one. */
export function issuerLetters(provider: string): string {
  const [first = '', second] = provider.split('-');
  const initials = second === undefined ? first.slice(0, 2) : `${first.charAt(0)}${second.charAt(0).toUpperCase()}`;
  return CHOSEN[provider] ?? `${initials.charAt(0).toUpperCase()}${initials.slice(1)}`;
}
