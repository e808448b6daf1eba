import type { KeyringFailure } from '../../shared/failure.ts';
import { type Result, done, failed, succeeded } from '../../shared/result.ts';
import type { KeyringState } from '../../shared/snapshot.ts';
import { BUS_DEADLINE_MS, type BusFailure } from './bus-link.ts';
import { ownerOf } from './bus-owner.ts';
import type { Bus } from './dbus.ts';

/**
 * Looks at the keyring without touching it: nothing here prompts, unlocks or reads a value, and all of it answers within seconds.
 * Asked before every native call, since those answer "none" or hang where the keyring is locked.
 */
export interface KeyringLook {
  state(): Promise<KeyringState>;
  /** Whether values may be written: the default collection is there and open. */
  writable(): Promise<Result<void, KeyringFailure>>;
  /** Whether an entry is there and open. While the keyring is locked "not there" proves nothing, and is `keyring-locked`. */
  item(account: string): Promise<Result<boolean, KeyringFailure>>;
}

/** Where every Secret Service answers. */
export const SECRETS = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
} as const;
/** The schema that the native binding stores under; its own look-ups name it too. */
export const ITEM_SCHEMA = 'org.freedesktop.Secret.Generic';

type Standing = Exclude<KeyringState, { readonly kind: 'ok' }> | { readonly kind: 'ok' };

export function createSecretService(bus: Bus, service: string): KeyringLook {
  async function standing(): Promise<Standing> {
    const alias = await bus.call({ ...SECRETS, member: 'ReadAlias', signature: 's', body: ['default'] });
    if (!alias.ok) return unservedBy(alias.failure);
    const [path] = alias.value;
    if (typeof path !== 'string' || path === '/') return { kind: 'absent', lack: 'no-collection' };
    const locked = await bus.call({
      destination: SECRETS.destination,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.Secret.Collection', 'Locked'],
    });
    if (!locked.ok) return unservedBy(locked.failure);
    return { kind: variantOf(locked.value[0]) === false ? 'ok' : 'locked' };
  }

  async function state(): Promise<KeyringState> {
    const seen = await standing();
    return seen.kind === 'ok'
      ? { kind: 'ok', backend: (await ownerOf(bus, SECRETS.destination)) ?? 'Secret Service' }
      : seen;
  }

  async function writable(): Promise<Result<void, KeyringFailure>> {
    const seen = await standing();
    return seen.kind === 'ok' ? done : failed(failureOf(seen));
  }

  async function item(account: string): Promise<Result<boolean, KeyringFailure>> {
    const attributes = [
      ['service', service],
      ['account', account],
      ['xdg:schema', ITEM_SCHEMA],
    ];
    const found = await bus.call({ ...SECRETS, member: 'SearchItems', signature: 'a{ss}', body: [attributes] });
    if (!found.ok) return failed(failureOf(unservedBy(found.failure)));
    const [open, locked] = found.value;
    if (isFilled(open)) return succeeded(true);
    if (isFilled(locked)) return failed({ code: 'keyring-locked' });
    const seen = await standing();
    return seen.kind === 'ok' ? succeeded(false) : failed(failureOf(seen));
  }

  return { state, writable, item };
}

const isFilled = (paths: unknown): boolean => Array.isArray(paths) && paths.length > 0;

/** The library reads a variant as its signature tree and a list of one. */
function variantOf(variant: unknown): unknown {
  if (!Array.isArray(variant)) return undefined;
  const content: unknown = variant[1];
  return Array.isArray(content) ? content[0] : undefined;
}

type Unserved = Exclude<KeyringState, { readonly kind: 'ok' }>;

const SILENT = [
  'org.freedesktop.DBus.Error.NoReply',
  'org.freedesktop.DBus.Error.Timeout',
  'org.freedesktop.DBus.Error.TimedOut',
];

function unservedBy(failure: BusFailure): Unserved {
  switch (failure.code) {
    case 'no-bus':
      return { kind: 'absent', lack: 'no-bus' };
    case 'silent':
      return { kind: 'silent' };
    case 'refused':
      return SILENT.includes(failure.name) ? { kind: 'silent' } : { kind: 'absent', lack: 'no-service' };
  }
}

function failureOf(state: Unserved): KeyringFailure {
  switch (state.kind) {
    case 'absent':
      return { code: 'keyring-absent', lack: state.lack };
    case 'locked':
      return { code: 'keyring-locked' };
    case 'silent':
      return { code: 'keyring-silent', afterMs: BUS_DEADLINE_MS };
  }
}
