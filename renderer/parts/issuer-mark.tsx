/** Two letters for those issuers whose first two would be taken for another's. */
const LETTERS: Readonly<Record<string, string>> = {
  github: 'GH',
  'github-app': 'GA',
  gitlab: 'GL',
  oauth2: 'OA',
  aws: 'AW',
  'aws-access-key': 'AW',
  jwt: 'JW',
  npm: 'np',
  pypi: 'Py',
  slack: 'Sl',
  vault: 'Va',
  other: '··',
};

const lettersOf = (provider: string): string =>
  LETTERS[provider] ?? `${provider.charAt(0).toUpperCase()}${provider.charAt(1)}`;

/** A small tile of our own that stands for an issuer; its name is beside it in words. */
export function IssuerMark({ provider }: { readonly provider: string }) {
  return (
    <span className="tk-issuer" aria-hidden="true">
      {lettersOf(provider)}
    </span>
  );
}
