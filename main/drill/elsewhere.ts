import { join } from 'node:path';
import type { DrillVault } from './throw-away-vault.ts';

/** A backup and the key to it, where neither a lost machine nor a lost keychain takes them along. */
export interface Saved {
  readonly file: string;
  readonly key: { readonly kind: 'identity'; readonly file: string };
}

/** Undefined where none could be made. */
export async function backUp({ vault }: DrillVault, folder: string): Promise<Saved | undefined> {
  const [file, keyFile] = [join(folder, 'tokens.age'), join(folder, 'key.txt')];
  const key = await vault.handlers.backupKey({ file: keyFile });
  if (!key.ok) return undefined;
  const lock = { kind: 'recipients' as const, recipients: [key.value.recipient] };
  const made = await vault.handlers.backup({ file, lock, over: false });
  return made.ok ? { file, key: { kind: 'identity', file: keyFile } } : undefined;
}

/** All of it, also over what is here; then the issuer is asked whether it lives. */
export async function putBack({ vault }: DrillVault, { file, key }: Saved): Promise<void> {
  const shown = await vault.handlers.restorePreview({ file, key });
  if (!shown.ok) return;
  const { mark, changes } = shown.value;
  const replace = changes.filter(({ change }) => change === 'changed').map(({ id }) => id);
  await vault.handlers.restore({ file, key, mark, replace, leave: [], settings: false });
  await vault.handlers.check({});
}
