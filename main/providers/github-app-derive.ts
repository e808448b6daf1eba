import { succeeded } from '../../shared/result.ts';
import type { Scope, Token } from '../../shared/token.ts';
import type { Derive, Narrowing } from '../domain/derive.ts';
import { mintRequest, githubMint, readMinted } from './github-app-mint.ts';
import { endItself, githubRevoke } from './github-revoke.ts';

const LEVELS = ['read', 'write', 'admin'] as const;

/** As `contents:read`; `contents` alone is no level, and is not guessed at. */
const partsOf = (scope: Scope): readonly [name: string, level: number] | undefined => {
  const [, name = '', level = ''] = /^([a-z_]+):(read|write|admin)$/.exec(scope) ?? [];
  return name === '' ? undefined : [name, (LEVELS as readonly string[]).indexOf(level)];
};

/** As `owner/name`, or a name alone: an installation is one account's. */
const REPOSITORY = /^(?:([\w.-]+)\/)?([\w.-]+)$/;

/** Another value out of the same key, for some repositories and permissions: it cannot have more than the installation has. */
export const githubAppDerive: Derive = {
  ways: [
    {
      how: 'sibling',
      can: (token, wanted) =>
        githubMint.can(token) &&
        wanted.scopes.length + wanted.audience.length > 0 &&
        wanted.scopes.every((scope) => partsOf(scope) !== undefined) &&
        wanted.audience.every((name) => isOf(token, name)),
      covers,
      ask: (credential, wanted, context) => mintRequest(credential, context, lessOf(wanted)),
      read(outcome, _credential, _wanted, context) {
        const minted = readMinted(outcome, { fields: {} }, context);
        return minted.ok ? succeeded(minted.value) : minted;
      },
    },
  ],
  end: {
    ask: ({ access }, _parent, context) => endItself({ access, fields: {} }, context),
    read: (outcome, context) => githubRevoke.read(outcome, context),
  },
};

function isOf({ subject }: Token, name: string): boolean {
  const [, owner, repository] = REPOSITORY.exec(name) ?? [];
  const isTheirs = owner === undefined || subject === undefined || owner.toLowerCase() === subject.toLowerCase();
  return repository !== undefined && isTheirs;
}

/** The right to read what is public of a repository comes with every other. */
function covers(held: readonly Scope[], wanted: Scope): boolean {
  const asked = partsOf(wanted);
  if (asked === undefined) return held.includes(wanted);
  const [name, level] = asked;
  const has = held.map(partsOf).some((part) => part !== undefined && part[0] === name && part[1] >= level);
  return has || (wanted === 'metadata:read' && held.length > 0);
}

function lessOf({ scopes, audience }: Narrowing): object {
  const permissions = scopes.map((scope) => scope.split(':'));
  const repositories = audience.map((name) => REPOSITORY.exec(name)?.[2] ?? name);
  return {
    ...(repositories.length === 0 ? {} : { repositories }),
    ...(permissions.length === 0 ? {} : { permissions: Object.fromEntries(permissions) }),
  };
}
