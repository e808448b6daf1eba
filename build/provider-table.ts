// Writes what is known of each kind of token into the README, as `tokenkeep doctor --providers` tells it:
//   npm run -s docs
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindsIn } from '../main/domain/kind-view.ts';
import { registry } from '../main/providers/registry.ts';
import type { Capability, KindView } from '../shared/kind.ts';

const README = join(import.meta.dirname, '..', 'README.md');
const BEGIN = '<!-- What follows is written by `npm run -s docs`. -->\n\n';
const END = '\n<!-- Until here. -->\n';

const HEAD = [
  'kind',
  '`--provider`',
  'known by',
  'host',
  'live check',
  'its end',
  'renews',
  'rotates',
  'revokes',
  'narrows',
];

const LOOKS: Readonly<Record<NonNullable<KindView['look']>, string>> = {
  none: 'yes',
  itself: 'by its own claims',
  'extends-life': 'when asked: makes its life longer',
  'consumes-use': 'when asked: uses it once',
  'issues-token': 'when asked: makes another',
  'probe-write': 'when asked: tries to write',
  spends: 'when asked: spends it',
  alarms: 'when asked: may alarm',
};

const ENDS: Readonly<Record<KindView['end'], string>> = {
  told: 'told when asked',
  'in-value': 'in the value',
  'at-issue': 'told when made',
  'by-admin': 'told to its keeper',
  hidden: 'not told',
  never: 'never',
};

function hostOf({ host, base = '' }: KindView): string {
  if (host === 'default') return base.replace('https://', '');
  return { none: '–', named: '`--host`', configured: "as npm's" }[host];
}

/** An asterisk: built without the issuer's own documentation having confirmed it. */
function canOf({ can }: KindView, capability: Capability, word = 'yes'): string {
  const found = can.find(({ what }) => what === capability);
  if (found === undefined) return '–';
  return found.sureness === 'unverified' ? `${word}\\*` : word;
}

const rowOf = (kind: KindView): readonly string[] => [
  `${kind.name}, ${kind.kind}${kind.validUntil === undefined ? '' : ` (until ${kind.validUntil})`}`,
  `\`${kind.id}\``,
  kind.recognised === 'shape' ? 'shape' : 'name or choice',
  hostOf(kind),
  canOf(kind, 'check', LOOKS[kind.look ?? 'none']),
  ENDS[kind.end],
  canOf(kind, 'renew'),
  canOf(kind, 'rotate'),
  canOf(kind, 'revoke'),
  canOf(kind, 'derive'),
];

export function providerTable(): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...kindsIn(registry).map(rowOf)];
  return rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** The README with the table between its marks. */
export function withTable(readme: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from === -1 || to < from) throw new Error('README.md has lost the marks around the table of providers');
  return `${readme.slice(0, from)}${BEGIN}${providerTable()}${readme.slice(to)}`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(README, withTable(readFileSync(README, 'utf8')));
