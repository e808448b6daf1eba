// Writes what each provider can do into the README, by the registry's own word:
//   npm run -s docs
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Provider } from '../main/domain/provider.ts';
import { registry } from '../main/providers/registry.ts';
import type { SideEffect } from '../shared/kind.ts';

const README = join(import.meta.dirname, '..', 'README.md');
const BEGIN = '<!-- What follows is written by `npm run -s docs`. -->\n\n';
const END = '\n<!-- Until here. -->\n';

const HEAD = ['kind', '`--provider`', 'host', 'live check', 'renews itself', 'rotates', 'revokes'];

const BESIDES: Readonly<Record<SideEffect, string>> = {
  none: 'yes',
  'extends-life': 'when asked; it makes its life longer',
  'consumes-use': 'when asked; it uses it once',
  'issues-token': 'when asked; it makes another one',
  'probe-write': 'when asked; it tries to write',
  spends: 'when asked; it is spent by that',
  alarms: 'when asked; its keeper is alarmed',
};

const RENEWS = { refresh: 'by its refresh token', mint: 'made anew', extend: 'its life is made longer' } as const;

const ROTATES = {
  replace: 'the old one dies at once',
  overlap: 'the old one dies when the new one is proven',
  grace: 'the old one dies by itself',
} as const;

function hostOf({ hosts }: Provider): string {
  if (hosts.kind === 'named') return '`--host` needed';
  return hosts.kind === 'default' ? `${hosts.base.replace('https://', '')}, or \`--host\`` : '–';
}

function checkOf({ check }: Provider): string {
  if (check === undefined) return '–';
  return check.kind === 'offline' ? 'none: only what it says of itself' : BESIDES[check.sideEffect];
}

const revokeOf = ({ revoke }: Provider): string =>
  revoke === undefined ? '–' : revoke.blast === undefined ? 'yes' : `yes; with it may end ${revoke.blast}`;

const rowOf = (provider: Provider): readonly string[] => [
  provider.name,
  `\`${provider.id}\``,
  hostOf(provider),
  checkOf(provider),
  provider.renew === undefined ? '–' : RENEWS[provider.renew.how],
  provider.rotate === undefined ? '–' : ROTATES[provider.rotate.family],
  revokeOf(provider),
];

export function providerTable(): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...registry.all.map(rowOf)];
  return rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** The README with the table between its marks. */
export function withTable(readme: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from === -1 || to < from) throw new Error('README.md has lost the marks around the table of providers');
  return `${readme.slice(0, from)}${BEGIN}${providerTable()}${readme.slice(to)}`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(README, withTable(readFileSync(README, 'utf8')));
