import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { LEAST_PASSPHRASE, type LockView } from '../../shared/lock.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import { later } from '../../shared/time.ts';
import { tried, waitAfter, waitLeft } from '../domain/lock-rules.ts';
import type { Ports } from '../domain/ports.ts';
import { Secret } from '../domain/secret.ts';
import type { LockState } from './lock-state.ts';

export interface Unlocking {
  unlock(input: Asked<'unlock'>, actor: string): Promise<Result<LockView, Failure>>;
  set(input: Asked<'passphraseSet'>, actor: string): Promise<Result<LockView, Failure>>;
  remove(input: Asked<'passphraseRemove'>, actor: string): Promise<Result<LockView, Failure>>;
  /** Begins a passphrase vault. */
  begin(input: Asked<'passphraseVault'>, actor: string): Promise<Result<LockView, Failure>>;
}

type Needs = Pick<Ports, 'clock' | 'latch' | 'presence' | 'catalog' | 'memory' | 'audit'> & {
  readonly lock: LockState;
  /** Values can be had from now on. */
  opened(): void;
  /** What the system's own prompt says. */
  reason(): string;
};

/** The passphrase: proven, set, changed. Tries are looked at one by one, and are the rarer the more of them were wrong. */
export function createUnlocking(needs: Needs): Unlocking {
  const { clock, latch, presence, catalog, memory, audit, lock, opened, reason } = needs;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  const record = (act: string, actor: string, outcome: string) =>
    audit.append({ at: clock.now(), act, actor, outcome });

  async function prove(passphrase: string): Promise<Result<void, Failure>> {
    const before = lock.record();
    const wait = waitLeft(before, clock.now());
    if (wait > 0) return failed({ code: 'unlock-later', waitMs: wait });
    const now = tried(before, clock.now());
    await lock.keep(now);
    const proven = await latch.open(new Secret(passphrase));
    // One that could not be looked at was no try.
    if (!proven.ok) await lock.keep(before);
    if (!proven.ok) return proven;
    const waitMs = waitAfter(now.wrong);
    await lock.keep(
      proven.value ? { ...before, wrong: 0, tryAt: undefined } : { ...now, tryAt: later(clock.now(), waitMs) },
    );
    return proven.value ? done : failed({ code: 'passphrase-wrong', waitMs });
  }

  /** With no passphrase the system is asked who sits there. Where the keychain has lost what a passphrase is compared with, nothing is in the way. */
  async function identify(passphrase: string | undefined): Promise<Result<void, Failure>> {
    if (passphrase !== undefined) {
      const set = await latch.isSet();
      if (!set.ok) return set;
      if (set.value) return prove(passphrase);
    }
    const ways = lock.view().opensBy;
    if (!latch.sealed() && presence.way() !== undefined)
      return (await presence.prove(reason())) ? done : failed({ code: 'owner-not-shown' });
    return ways.length === 0 ? done : failed({ code: 'passphrase-needed' });
  }

  async function unlock({ passphrase }: Asked<'unlock'>, actor: string): Promise<Result<LockView, Failure>> {
    if (!lock.locked()) return succeeded(lock.view());
    const { wrong } = lock.record();
    await lock.learn();
    const identified = await identify(passphrase);
    if (!identified.ok) {
      await record('unlock', actor, identified.failure.code);
      return identified;
    }
    await lock.keep({ wrong: 0 });
    await record('unlock', actor, wrong === 0 ? 'done' : `done, after ${wrong} wrong`);
    opened();
    return succeeded(lock.view());
  }

  function weak(passphrase: string, keeps: LockView['keeps']): Failure | undefined {
    const least = LEAST_PASSPHRASE[keeps];
    return passphrase.length < least ? { code: 'passphrase-weak', least } : undefined;
  }

  async function proveOld(old: string | undefined): Promise<Result<boolean, Failure>> {
    const set = await latch.isSet();
    if (!set.ok || !set.value) return set;
    if (old === undefined) return failed({ code: 'passphrase-needed' });
    const proven = await prove(old);
    return proven.ok ? succeeded(true) : proven;
  }

  async function told(act: string, actor: string, made: Result<void, Failure>): Promise<Result<LockView, Failure>> {
    await record('passphrase', actor, made.ok ? act : made.failure.code);
    if (!made.ok) return made;
    await lock.learn();
    return succeeded(lock.view());
  }

  return {
    unlock: (input, actor) => inTurn(() => unlock(input, actor)),
    set: ({ old, fresh }, actor) =>
      inTurn(async () => {
        const failure = weak(fresh, latch.keeps());
        if (failure !== undefined) return failed(failure);
        const proven = await proveOld(old);
        if (!proven.ok) return told('set', actor, proven);
        return told(proven.value ? 'changed' : 'set', actor, await latch.set(new Secret(fresh)));
      }),
    remove: ({ old }, actor) =>
      inTurn(async () => {
        if (latch.keeps() === 'passphrase') return failed({ code: 'lock-stays' });
        const proven = await proveOld(old);
        if (!proven.ok) return told('removed', actor, proven);
        return proven.value ? told('removed', actor, await latch.remove()) : failed({ code: 'lock-unset' });
      }),
    begin: ({ fresh }, actor) =>
      inTurn(async () => {
        if (latch.keeps() === 'passphrase') return failed({ code: 'vault-not-begun', why: 'sealed-already' });
        const isKept = catalog.list().length + catalog.pending().length + (memory.get().takenOver?.length ?? 0) > 0;
        if (isKept) return failed({ code: 'vault-not-begun', why: 'tokens-kept' });
        const failure = weak(fresh, 'passphrase');
        if (failure !== undefined) return failed(failure);
        const begun = await latch.begin(new Secret(fresh));
        if (begun.ok) opened();
        return told('vault begun', actor, begun);
      }),
  };
}
