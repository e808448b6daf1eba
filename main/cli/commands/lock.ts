import type { AgentAsk } from '../../../shared/agent.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { LockView } from '../../../shared/lock.ts';
import { failed, succeeded, type Result } from '../../../shared/result.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { isServed } from '../holder.ts';
import { readPassphrases } from '../read-passphrases.ts';
import { answer, answerJson, fail, hint } from '../speak.ts';
import { startBehind } from '../start-behind.ts';

export async function lock(context: Context): Promise<Exit> {
  const locked = await askVault(context, 'lock', {});
  return locked.ok ? tell(context, locked.value, 'Locked.') : fail(locked.failure);
}

export async function unlock(context: Context): Promise<Exit> {
  const state = await askVault(context, 'lockState', {});
  if (!state.ok) return fail(state.failure);
  if (!state.value.locked) return tell(context, state.value, 'It is not locked.');
  const wants = state.value.opensBy.includes('passphrase');
  const read = wants ? await readPassphrases(context, ['Passphrase']) : succeeded([]);
  if (!read.ok) return fail(read.failure);
  const ready = await held(context, state.value.keeps);
  if (!ready.ok) return fail(ready.failure);
  const [passphrase] = read.value;
  const opened = await askVault(context, 'unlock', passphrase === undefined ? {} : { passphrase });
  return opened.ok ? tell(context, opened.value, 'Unlocked.') : fail(opened.failure);
}

export async function passphrase(context: Context, what: 'set' | 'remove' | 'vault'): Promise<Exit> {
  const state = await askVault(context, 'lockState', {});
  if (!state.ok) return fail(state.failure);
  if (what === 'vault') return beginVault(context);
  const isSet = state.value.opensBy.includes('passphrase');
  return what === 'remove' ? remove(context) : set(context, isSet);
}

async function set(context: Context, isSet: boolean): Promise<Exit> {
  const read = await readPassphrases(context, isSet ? ['Passphrase until now', 'New passphrase'] : ['New passphrase'], {
    twice: true,
  });
  if (!read.ok) return fail(read.failure);
  const [first = '', second] = read.value;
  const input: AgentAsk<'passphraseSet'> = second === undefined ? { fresh: first } : { old: first, fresh: second };
  const kept = await askVault(context, 'passphraseSet', input);
  if (!kept.ok) return fail(kept.failure);
  return tell(context, kept.value, isSet ? 'The passphrase was changed.' : 'The passphrase is set.');
}

async function remove(context: Context): Promise<Exit> {
  const read = await readPassphrases(context, ['Passphrase until now']);
  if (!read.ok) return fail(read.failure);
  const removed = await askVault(context, 'passphraseRemove', { old: read.value[0] ?? '' });
  return removed.ok ? tell(context, removed.value, 'The passphrase is removed.') : fail(removed.failure);
}

async function beginVault(context: Context): Promise<Exit> {
  const read = await readPassphrases(context, ['New passphrase'], { twice: true });
  if (!read.ok) return fail(read.failure);
  const ready = await held(context, 'passphrase');
  if (!ready.ok) return fail(ready.failure);
  const begun = await askVault(context, 'passphraseVault', { fresh: read.value[0] ?? '' });
  if (!begun.ok) return fail(begun.failure);
  hint('nobody can read what is kept here without the passphrase, and there is no way around it: make backups');
  return tell(context, begun.value, 'Values are kept in a passphrase vault from now on. It is unlocked.');
}

/** The key of a passphrase vault is in the memory of whoever serves it: there has to be somebody who stays. */
async function held(context: Context, keeps: LockView['keeps']): Promise<Result<void, Failure>> {
  if (keeps === 'keychain' || (await isServed(context))) return succeeded(undefined);
  const started = await startBehind(context);
  if (started === undefined) return failed({ code: 'agent-unreachable', reason: 'it did not start' });
  hint(`the agent stays, as process ${started}, so that it is open for the next command too`);
  return succeeded(undefined);
}

function tell({ json }: Context, view: LockView, said: string): Exit {
  if (json) answerJson(view);
  else answer(said);
  return exits.done;
}
