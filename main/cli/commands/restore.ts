import path from 'node:path';
import type { RestoreChange, RestorePreview, RestoreReport } from '../../../shared/commands/backup.ts';
import type { Ask } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import { instant, isoOf } from '../../../shared/time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm } from '../hidden-prompt.ts';
import { whileHeld } from '../holder.ts';
import { answer, answerJson, fail, hint, plain, warning } from '../speak.ts';
import { table } from '../table.ts';
import { readPassphrase } from './backup.ts';

export interface RestoreOptions {
  readonly identity?: string;
  readonly preview?: boolean;
  readonly replace?: readonly string[];
  readonly leave?: readonly string[];
  readonly settings?: boolean;
  readonly yes?: boolean;
}

type Source = Ask<'restorePreview'>;

/** Shows what is in a backup beside what is here, asks, and puts back what was shown. */
export async function restore(context: Context, named: string, options: RestoreOptions): Promise<Exit> {
  return whileHeld(context, async () => {
    const source = await sourceOf(context, path.resolve(named), options);
    if (!source.ok) return fail(source.failure);
    const shown = await askVault(context, 'restorePreview', source.value);
    if (!shown.ok) return fail(shown.failure);
    return options.preview === true
      ? tellPreview(context, shown.value)
      : putBack(context, source.value, shown.value, options);
  });
}

async function putBack(
  context: Context,
  source: Source,
  shown: RestorePreview,
  { replace = [], leave = [], settings = false, yes = false }: RestoreOptions,
): Promise<Exit> {
  if (!context.json) process.stderr.write(previewText(shown));
  if (!yes && !(await agreed(context)))
    return fail({ code: 'consent-needed', name: path.basename(source.file) }, 'say so with --yes');
  const how = { mark: shown.mark, replace: [...replace], leave: [...leave], settings };
  const restored = await askVault(context, 'restore', { ...source, ...how });
  return restored.ok ? tell(context, restored.value) : fail(restored.failure);
}

async function sourceOf(
  context: Context,
  file: string,
  { identity }: RestoreOptions,
): Promise<Result<Source, Failure>> {
  if (identity !== undefined) return succeeded({ file, key: { kind: 'identity', file: path.resolve(identity) } });
  const lock = await askVault(context, 'backupLock', { file });
  if (!lock.ok) return lock;
  if (lock.value.lock === 'identity')
    return failed({
      code: 'bad-input',
      field: '--identity',
      need: 'the file with the key that the backup was sealed for',
    });
  const passphrase = await readPassphrase(context);
  return passphrase.ok ? succeeded({ file, key: { kind: 'passphrase', passphrase: passphrase.value } }) : passphrase;
}

async function agreed({ interactive }: Context): Promise<boolean> {
  return interactive && confirm('Restore this?');
}

const MARKS: Readonly<Record<RestoreChange['change'], string>> = { added: '+', changed: '~', same: ' ' };

function whatOf({ change, differs, newer }: RestoreChange): string {
  if (change !== 'changed') return change === 'added' ? 'new here' : 'the same';
  const parts = differs.join(' and ');
  if (newer === 'backup') return `${parts} differ, the backup is newer`;
  return newer === 'here'
    ? `${parts} differ, newer here: left unless --replace`
    : `${parts} differ: left unless --replace`;
}

function previewText(preview: RestorePreview): string {
  const { changes, machine, madeAt, grants, acts, settings, logs } = preview;
  const rows = changes.map((change) => ({
    mark: MARKS[change.change],
    cells: [plain(change.name), change.provider, whatOf(change), change.elsewhere ? 'waits for a claim' : ''],
  }));
  const beside = [
    `${changes.length} tokens of ${plain(machine)}, ${isoOf(instant(madeAt))}`,
    ...logs.map(({ machine: of, entries, state }) => `audit log of ${plain(of)}: ${entries} entries, ${state}`),
    ...(acts > 0 ? [`${acts} acts that were not over`] : []),
    ...(grants > 0 ? [`${grants} permissions of tools`] : []),
    `settings: ${settings === 'changed' ? 'changed here, left unless --settings' : settings === 'added' ? 'taken' : 'the same'}`,
  ];
  return `${beside.map((line) => `${line}\n`).join('')}${table(rows, process.stderr.isTTY ? process.stderr.columns : undefined)}`;
}

function tellPreview({ json }: Context, preview: RestorePreview): Exit {
  if (json) answerJson(preview);
  else answer(previewText(preview));
  return exits.done;
}

const WHY: Readonly<Record<RestoreReport['left'][number]['why'], string>> = {
  'newer-here': 'newer here',
  unclear: 'differs, and which is newer is not known',
  unwanted: 'not wanted',
  ending: 'being revoked here',
};

function tell({ json }: Context, report: RestoreReport): Exit {
  const { added, changed, same, left, elsewhere, valueless, machine } = report;
  if (json) answerJson(report);
  else
    answer(
      [...added.map((name) => `Added ${name}.`), ...changed.map((name) => `Changed ${name}.`)].map(plain).join('\n'),
    );
  for (const { name, why } of left) warning(`left as it is: ${name} (${WHY[why]})`);
  for (const name of valueless) warning(`${name} has no value in the backup`);
  hint(`${added.length} added, ${changed.length} changed, ${same} the same, ${left.length} left`);
  if (elsewhere.length > 0)
    hint(
      `not renewed here, since they may be in use on ${machine}: ${elsewhere.join(', ')}; say that they are not with tokenkeep claim NAME`,
    );
  return exits.done;
}

export async function claim(context: Context, token: string): Promise<Exit> {
  const claimed = await askVault(context, 'claim', { token });
  if (!claimed.ok) return fail(claimed.failure);
  if (context.json) answerJson(claimed.value);
  else answer(plain(`${claimed.value.name} is used here from now on.`));
  return exits.done;
}
