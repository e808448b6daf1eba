import type { DrillName } from '../../shared/drill.ts';
import { days, hours } from '../../shared/time.ts';
import { isAll, lent, TOKENS, type Course } from './course.ts';
import { backUp, putBack, type Saved } from './elsewhere.ts';
import { throwAwayMachine, type DrillVault } from './throw-away-vault.ts';

const FIRST = 'drill-1';

/** The issuer answers nobody for some hours. Doubt is no death: nothing is given up, and tools get on. */
async function outage({ issuer, vault, values, step }: Course): Promise<void> {
  const before = issuer.changes();
  await step('issuer-gone', async () => {
    issuer.fail(true);
    await vault.pass(hours(8));
    const { notices, tokens } = vault.snapshot();
    const isQuiet = notices.length === 0 && issuer.changes() === before;
    return isAll(vault.states(), 'unknown') && tokens.length === TOKENS && isQuiet;
  });
  await step('lent-meanwhile', async () => (await lent(vault, FIRST)) === values.get(FIRST));
  await step('issuer-back', async () => {
    issuer.fail(false);
    await vault.pass(hours(8));
    return isAll(vault.states(), 'valid');
  });
}

/** Somebody revokes one token at its issuer. It is noticed and said, lent to nobody, and nothing else changes. */
async function revoked({ issuer, vault, values, step, lose }: Course): Promise<void> {
  const stateOf = (label: string) => vault.snapshot().tokens.find(({ token }) => token.label === label)?.status.kind;
  await step('revoked-elsewhere', async () => {
    issuer.revoke(values.get(FIRST) ?? '');
    await vault.pass(hours(8));
    return stateOf(FIRST) === 'revoked' && vault.snapshot().notices.some(({ what }) => what.kind === 'dead');
  });
  lose({ what: 'revoked', count: 1 });
  await step('refused-to-tools', async () => (await lent(vault, FIRST)) === undefined);
  await step('others-untouched', async () => {
    const others = [...values.keys()].filter((label) => label !== FIRST);
    return others.every((label) => stateOf(label) === 'valid');
  });
  await step('replaced', async () => {
    const pasted = { kind: 'value', text: issuer.issue(), exact: false, confirmed: false } as const;
    await vault.vault.handlers.replace({ token: FIRST, pasted });
    return isAll(vault.states(), 'valid');
  });
}

/** Folder and keychain are gone together. A new machine gets all of it back from a backup that lay elsewhere. */
async function lostLaptop({ vault, values, elsewhere, step, restart, lose }: Course): Promise<void> {
  let saved: Saved | undefined;
  await step('backed-up', async () => (saved = await backUp(vault, elsewhere)) !== undefined);
  let after = vault;
  await step('laptop-gone', async () => {
    after = await restart(throwAwayMachine());
    return after.snapshot().tokens.length === 0;
  });
  if (await step('restored', () => isBack(after, saved, values))) return;
  lose({ what: 'values', count: TOKENS });
  lose({ what: 'facts', count: TOKENS });
}

/** Every token has its own value again, and lives. */
async function isBack(vault: DrillVault, saved: Saved | undefined, values: Course['values']): Promise<boolean> {
  if (saved === undefined) return false;
  await putBack(vault, saved);
  for (const [label, value] of values) if ((await lent(vault, label)) !== value) return false;
  return vault.snapshot().tokens.every(({ token }) => token.owner === 'drill') && isAll(vault.states(), 'valid');
}

/** The keychain was reset. What is known of the tokens is still there, their values are not, and that is said; a backup has them. */
async function keyringLost({ machine, vault, values, elsewhere, step, restart, lose }: Course): Promise<void> {
  let saved: Saved | undefined;
  await step('backed-up', async () => (saved = await backUp(vault, elsewhere)) !== undefined);
  const entries = await vault.vault.handlers.audit({ limit: 1 });
  await vault.end();
  machine.keychain.lose();
  let after = vault;
  await step('keyring-emptied', async () => {
    after = await restart();
    return after.snapshot().tokens.length === TOKENS;
  });
  await step('lack-named', async () => {
    await after.vault.handlers.check({});
    const { tokens } = after.snapshot();
    return tokens.every(({ token }) => token.warnings.some(({ code }) => code === 'value-missing'));
  });
  await step('nothing-forgotten', async () => {
    const { tokens, troubles } = after.snapshot();
    const isTold = troubles.some(({ code }) => code === 'audit-key-missing');
    return tokens.every(({ token }) => token.owner === 'drill') && isTold;
  });
  if (!(await step('restored', () => isBack(after, saved, values)))) lose({ what: 'values', count: TOKENS });
  if (entries.ok) lose({ what: 'audit', count: entries.value[0]?.n ?? 0 });
}

/** The clock is set years ahead, years back, and right again. By a wrong clock ends lie behind; nothing is given up for it, or asked for. */
async function clock({ issuer, machine, vault, values, step }: Course): Promise<void> {
  const before = issuer.changes();
  const isKept = (): boolean => {
    const { tokens } = vault.snapshot();
    const hasAll = tokens.length === TOKENS && tokens.every(({ token }) => machine.keychain.has(token.id));
    return hasAll && issuer.changes() === before;
  };
  await step('clock-ahead', async () => {
    await vault.pass(days(3 * 365));
    return isKept();
  });
  await step('clock-behind', async () => {
    await vault.pass(days(-6 * 365));
    return isKept() && (await lent(vault, FIRST)) === values.get(FIRST);
  });
  await step('clock-right', async () => {
    await vault.pass(days(3 * 365));
    return isKept() && isAll(vault.states(), 'valid');
  });
}

/** Nothing can be written any more. The old file stays whole, no value leaves unrecorded, and it is made up for by itself. */
async function diskFull({ machine, vault, values, step, restart }: Course): Promise<void> {
  const before = vault.onDisk();
  const owned = (owner: string) => vault.vault.handlers.edit({ token: FIRST, owner });
  await step('disk-filled', async () => {
    machine.disk.fill(true);
    const edited = await owned('after');
    const isTold = vault.snapshot().troubles.some(({ code }) => code === 'file-unwritable');
    return !edited.ok && edited.failure.code === 'file-unwritable' && isTold;
  });
  await step('old-file-whole', async () => vault.onDisk() === before);
  await step('no-use-unwritten', async () => (await lent(vault, FIRST)) === undefined);
  await step('space-again', async () => {
    machine.disk.fill(false);
    const isLent = (await lent(vault, FIRST)) === values.get(FIRST);
    const again = (await restart()).snapshot();
    const isSaved = again.tokens.some(({ token }) => token.label === FIRST && token.owner === 'after');
    return isLent && isSaved && again.troubles.length === 0;
  });
}

export const drills: Readonly<Record<DrillName, (course: Course) => Promise<void>>> = {
  outage,
  revoked,
  'lost-laptop': lostLaptop,
  'keyring-lost': keyringLost,
  clock,
  'disk-full': diskFull,
};
