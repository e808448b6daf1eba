import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, done, failed, succeeded } from '../../shared/result.ts';
import type { KeychainCalls } from './keychain-calls.ts';
import type { KeyringLook } from './secret-service.ts';

/** Single entries of the keyring. */
export interface KeyringEntries {
  read(account: string): Promise<Result<string | undefined, KeyringFailure>>;
  write(account: string, text: string): Promise<Result<void, KeyringFailure>>;
  /** True when there was one. */
  remove(account: string): Promise<Result<boolean, KeyringFailure>>;
  has(account: string): Promise<Result<boolean, KeyringFailure>>;
}

export function createEntries(service: string, calls: KeychainCalls): KeyringEntries {
  async function read(account: string): Promise<Result<string | undefined, KeyringFailure>> {
    const got = await calls.run('read', (native) => native.getPassword(service, account));
    return got.ok ? succeeded(got.value ?? undefined) : got;
  }

  return {
    read,
    write: (account, text) => calls.run('write', (native) => native.setPassword(service, account, text)),
    remove: (account) => calls.run('write', (native) => native.deletePassword(service, account)),
    async has(account) {
      const got = await read(account);
      return got.ok ? succeeded(got.value !== undefined) : got;
    },
  };
}

/** Touches no entry but after a look, and does not take the binding's word that there is none: it says so of a locked keyring too. */
export function lookedAtFirst(entries: KeyringEntries, look: KeyringLook): KeyringEntries {
  /** The binding found nothing where there was an entry a moment ago: gone since, locked since, or refused. */
  async function vanished(account: string, reason: 'read' | 'write'): Promise<Result<void, KeyringFailure>> {
    const there = await look.item(account);
    if (!there.ok) return there;
    return there.value ? failed({ code: 'keyring-refused', reason }) : done;
  }

  return {
    has: (account) => look.item(account),
    async read(account) {
      const there = await look.item(account);
      if (!there.ok || !there.value) return there.ok ? succeeded(undefined) : there;
      const got = await entries.read(account);
      if (!got.ok || got.value !== undefined) return got;
      const why = await vanished(account, 'read');
      return why.ok ? succeeded(undefined) : why;
    },
    async write(account, text) {
      const open = await look.writable();
      return open.ok ? entries.write(account, text) : open;
    },
    async remove(account) {
      const there = await look.item(account);
      if (!there.ok || !there.value) return there;
      const gone = await entries.remove(account);
      if (!gone.ok || gone.value) return gone;
      const why = await vanished(account, 'write');
      return why.ok ? succeeded(false) : why;
    },
  };
}
