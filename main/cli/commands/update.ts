import type { UpdateState } from '../../../shared/update.ts';
import { VERSION } from '../../../shared/version.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, hint, warning } from '../speak.ts';

export interface UpdateOptions {
  readonly install?: boolean;
}

export async function update(context: Context, { install = false }: UpdateOptions): Promise<Exit> {
  const told = await askVault(context, 'update', { act: install ? 'install' : 'look' });
  if (!told.ok) return fail(told.failure);
  if (context.json) answerJson(told.value);
  else tell(told.value, install);
  return exits.done;
}

function tell(state: UpdateState, isInstalling: boolean): void {
  if (state.kind !== 'ready') return answer(`There is nothing newer than ${VERSION}.`);
  answer(lineOf(state, isInstalling));
  if (isInstalling) return;
  if (state.oneWay) warning('Earlier versions cannot read the vault afterwards; make a backup first.');
  hint('Run tokenkeep update --install to put it in place.');
}

function lineOf({ version, waits }: Extract<UpdateState, { kind: 'ready' }>, isInstalling: boolean): string {
  if (waits) return `Version ${version} is put in place when the open act at an issuer is over.`;
  return isInstalling
    ? `Version ${version} is put in place now.`
    : `Version ${version} is fetched, and its signature is right.`;
}
