// Writes what docs/reference tells of commands, settings and issuers, from the tables that the program itself goes by:
//   npm run -s docs
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference } from '../main/cli/describe/reference.ts';
import { programOf } from '../main/cli/program.ts';
import { kindsIn } from '../main/domain/kind-view.ts';
import { registry } from '../main/providers/registry.ts';
import { CAPABILITIES, type KindView } from '../shared/kind.ts';
import { settingForms, settingKeys } from '../shared/setting-forms.ts';
import { defaultSettings, type SettingKey } from '../shared/settings.ts';
import { enWindow } from '../shared/words/en/window.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'reference');

/** Every page by its file. */
export const pages: Readonly<Record<string, () => string>> = {
  'commands.md': () => reference(programOf(() => async () => undefined)),
  'settings.md': settingsPage,
  'issuers.md': issuersPage,
};

function settingsPage(): string {
  const { means } = enWindow.settings;
  const rows = settingKeys.map((key) => {
    const meaning = key in means ? means[key as keyof typeof means] : 'How the window lists tokens.';
    return `| \`${key}\` | ${meaning} | ${settingForms[key].need} | \`${spelled(key)}\` |`;
  });
  const head = ['| setting | meaning | write | at first |', '| --- | --- | --- | --- |'];
  const how = '`tokenkeep settings` lists them, `tokenkeep settings KEY VALUE` changes one; so does the window.';
  return ['# Settings', '', how, '', ...head, ...rows, ''].join('\n');
}

const spelled = <K extends SettingKey>(key: K): string => settingForms[key].spell(defaultSettings[key]);

function issuersPage(): string {
  const byIssuer = new Map<string, KindView[]>();
  for (const kind of kindsIn(registry)) byIssuer.set(kind.provider, [...(byIssuer.get(kind.provider) ?? []), kind]);
  const parts = [...byIssuer].flatMap(([provider, kinds]) => [
    `## ${kinds[0]?.name ?? provider}`,
    '',
    `\`--provider ${provider}\``,
    '',
    ...kinds.map(kindLine),
    '',
  ]);
  const how =
    'What is known of each kind of token, and where it was read. `tokenkeep doctor --providers` tells the same.';
  return ['# Issuers', '', how, '', ...parts].join('\n');
}

function kindLine({ id, kind, can, fields, docs }: KindView): string {
  const acts = CAPABILITIES.filter((what) => what !== 'recognise').flatMap((what) => {
    const found = can.find((one) => one.what === what);
    return found === undefined ? [] : [found.sureness === 'unverified' ? `${what} (unverified)` : what];
  });
  const beside = fields.map(({ key, needed }) => (needed ? `\`${key}\`` : `\`${key}\` (optional)`)).join(', ');
  const needs = beside === '' ? '' : ` Kept beside the value: ${beside}.`;
  return `- **${kind}** (\`${id}\`): ${acts.join(', ') || 'kept and warned of alone'}.${needs} [Documentation](${docs})`;
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, write] of Object.entries(pages)) writeFileSync(join(FOLDER, file), write());
}
