import type { Provider } from '../domain/provider.ts';
import { isPrivateKey } from './app-key.ts';
import { PUBLIC_API } from './github-api.ts';
import { githubAppDerive } from './github-app-derive.ts';
import { APP_FIELDS, githubMint } from './github-app-mint.ts';
import { githubPlace } from './git-places.ts';
import { github } from './github.ts';

const { check } = github;

/** What is kept is the key of an app, which never ends; its value is minted from it for an hour at a time. */
export const githubApp: Provider = {
  id: 'github-app',
  name: 'GitHub App',
  hosts: { kind: 'default', base: PUBLIC_API },
  fields: [
    { key: APP_FIELDS.app, label: 'Client ID or App ID', secret: false, needed: true },
    {
      key: APP_FIELDS.installation,
      label: 'Installation ID',
      secret: false,
      needed: true,
      hint: 'the number at the end of the address of the installation’s page',
    },
    {
      key: APP_FIELDS.key,
      label: 'Private key',
      secret: true,
      needed: true,
      many: true,
      hint: 'the whole .pem file that GitHub handed out',
    },
  ],
  kinds: [
    {
      id: 'github-app',
      name: 'GitHub App',
      end: 'at-issue',
      docs: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/managing-private-keys-for-github-apps',
      lacks: ['recognise'],
    },
  ],
  minted: { flaw },
  ...(check?.kind === 'online' ? { check: { ...check, can: ({ digest }) => digest !== '' } } : {}),
  renew: githubMint,
  ...(github.revoke === undefined
    ? {}
    : { revoke: { ...github.revoke, blast: 'this value alone: its private key mints new ones until it is deleted' } }),
  derive: githubAppDerive,
  ...(github.needs === undefined ? {} : { needs: github.needs }),
  git: githubPlace,
  link: ({ host }) => `${(host ?? 'https://github.com').replace(/^(https:\/\/)api\./, '$1')}/settings/apps`,
};

function flaw(fields: Readonly<Record<string, string>>): { readonly field: string; readonly need: string } | undefined {
  const [app = '', installation = '', key = ''] = Object.values(APP_FIELDS).map((name) => fields[name]);
  if (!/^[\w.]{1,40}$/.test(app.trim())) return { field: APP_FIELDS.app, need: 'such as Iv23… or a number' };
  if (!/^\d{1,20}$/.test(installation.trim())) return { field: APP_FIELDS.installation, need: 'a number' };
  if (isPrivateKey(key)) return undefined;
  return { field: APP_FIELDS.key, need: 'all of a .pem file, from -----BEGIN to -----END, with no passphrase' };
}
