import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, failed, succeeded } from '../../shared/result.ts';
import type { KeychainCalls } from './keychain-calls.ts';
import type { KeyringLook } from './secret-service.ts';

/** Single entries of the keyring: each touch is preceded by a look where there is one to be had. */
export interface KeyringEntries {
  read(account: string): Promise<Result<string | undefined, KeyringFailure>>;
  write(account: string, text: string): Promise<Result<void, KeyringFailure>>;
  /** True when there was one. */
  remove(account: string): Promise<Result<boolean, KeyringFailure>>;
  has(account: string): Promise<Result<boolean, KeyringFailure>>;
}

interface Options {
  readonly service: string;
  readonly calls: KeychainCalls;
  readonly look: KeyringLook | undefined;
}

export function createEntries({ service, calls, look }: Options): KeyringEntries {
  async function read(account: string): Promise<Result<string | undefined, KeyringFailure>> {
    const there = await look?.item(account);
    if (there?.ok === false) return there;
    if (there?.value === false) return succeeded(undefined);
    const got = await calls.run('read', (native) => native.getPassword(service, account));
    if (!got.ok) return got;
    return got.value === null && look !== undefined ? doubted(look, account) : succeeded(got.value ?? undefined);
  }

  async function write(account: string, text: string): Promise<Result<void, KeyringFailure>> {
    const open = await look?.writable();
    if (open?.ok === false) return open;
    return calls.run('write', (native) => native.setPassword(service, account, text));
  }

  async function remove(account: string): Promise<Result<boolean, KeyringFailure>> {
    const there = await look?.item(account);
    if (there?.ok === false) return there;
    if (there?.value === false) return succeeded(false);
    const gone = await calls.run('write', (native) => native.deletePassword(service, account));
    if (!gone.ok || gone.value || look === undefined) return gone;
    const still = await look.item(account);
    if (!still.ok) return still;
    return still.value ? failed({ code: 'keyring-refused', reason: 'write' }) : succeeded(false);
  }

  async function has(account: string): Promise<Result<boolean, KeyringFailure>> {
    if (look !== undefined) return look.item(account);
    const got = await read(account);
    return got.ok ? succeeded(got.value !== undefined) : got;
  }

  return { read, write, remove, has };
}

/** The binding answered "none" for an entry that was there a moment ago: gone since, or locked since. */
async function doubted(look: KeyringLook, account: string): Promise<Result<undefined, KeyringFailure>> {
  const there = await look.item(account);
  if (!there.ok) return there;
  return there.value ? failed({ code: 'keyring-refused', reason: 'read' }) : succeeded(undefined);
}
