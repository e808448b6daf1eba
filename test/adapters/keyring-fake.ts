import type { KeychainBinding } from '../../main/adapters/keychain-calls.ts';
import type { Credential, Kept } from '../../main/domain/storage-ports.ts';
import { Secret } from '../../main/domain/secret.ts';

export interface FakeBinding extends KeychainBinding {
  readonly entries: Map<string, string>;
  readonly calls: { account: string; act: 'get' | 'set' | 'delete' }[];
  /** Runs before each call that changes something; what it throws is the system's answer. */
  onChange: (nth: number) => void;
  /** While set, calls wait for it: the thread is out. */
  hold: Promise<void> | undefined;
  /** What the system makes of a value it is given. */
  keep: (value: string) => string;
}

/** A keychain in memory that fails as it is told to. */
export function createFakeBinding(): FakeBinding {
  let changes = 0;
  const fake: FakeBinding = {
    entries: new Map(),
    calls: [],
    onChange: () => undefined,
    hold: undefined,
    keep: (value) => value,
    async getPassword(_service, account) {
      fake.calls.push({ account, act: 'get' });
      await fake.hold;
      return fake.entries.get(account) ?? null;
    },
    async setPassword(_service, account, value) {
      fake.calls.push({ account, act: 'set' });
      await fake.hold;
      fake.onChange((changes += 1));
      fake.entries.set(account, fake.keep(value));
    },
    async deletePassword(_service, account) {
      fake.calls.push({ account, act: 'delete' });
      await fake.hold;
      fake.onChange((changes += 1));
      return fake.entries.delete(account);
    },
  };
  return fake;
}

export const credentialOf = (access: string, extra: Partial<Credential> = {}): Credential => ({
  access: new Secret(access),
  fields: {},
  ...extra,
});

export const accessOf = (kept: Kept | undefined): string | undefined => kept?.credential.access.use((value) => value);
