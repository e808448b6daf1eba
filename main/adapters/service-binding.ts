import type { Bus } from './dbus.ts';
import type { KeychainBinding } from './keychain-calls.ts';
import { ITEM_SCHEMA, SECRETS } from './secret-service.ts';
import { type SealedChannel, SESSION_ALGORITHM, beginSession } from './secret-session.ts';

/** Longer than the caller's own deadline, which comes first. */
const DEADLINE_MS = 10_000;
const NO_PROMPT = '/';

/**
 * The native binding's work over our own connection, for after the keyring service was restarted: the native library then clings to
 * the connection it had, for as long as the process lives. Same entries, same attributes, nothing that prompts.
 */
export function createServiceBinding(bus: Bus): KeychainBinding {
  async function ask(
    path: string,
    of: string,
    member: string,
    signature: string,
    body: readonly unknown[],
  ): Promise<readonly unknown[]> {
    const destination = SECRETS.destination;
    const answer = await bus.call({
      destination,
      path,
      interface: of,
      member,
      signature,
      body,
      deadlineMs: DEADLINE_MS,
    });
    if (answer.ok) return answer.value;
    throw new Error(answer.failure.code === 'refused' ? answer.failure.name : answer.failure.code);
  }

  async function openSession(): Promise<{ readonly path: string; readonly channel: SealedChannel }> {
    const own = beginSession();
    const body = [SESSION_ALGORITHM, ['ay', [...own.publicKey]]];
    const [theirs, path] = await ask(SECRETS.path, SECRETS.interface, 'OpenSession', 'sv', body);
    const key = Array.isArray(theirs) && Array.isArray(theirs[1]) ? theirs[1][0] : undefined;
    const channel = Buffer.isBuffer(key) ? own.agree(key) : undefined;
    if (channel === undefined || typeof path !== 'string') throw new Error('no session');
    return { path, channel };
  }

  async function find(service: string, account: string): Promise<string | undefined> {
    const [open] = await ask(SECRETS.path, SECRETS.interface, 'SearchItems', 'a{ss}', [attributesOf(service, account)]);
    const path: unknown = Array.isArray(open) ? open[0] : undefined;
    return typeof path === 'string' ? path : undefined;
  }

  return {
    async getPassword(service, account) {
      const item = await find(service, account);
      if (item === undefined) return null;
      const session = await openSession();
      const [secret] = await ask(item, 'org.freedesktop.Secret.Item', 'GetSecret', 'o', [session.path]);
      const [, iv, sealed]: readonly unknown[] = Array.isArray(secret) ? secret : [];
      if (!Buffer.isBuffer(iv) || !Buffer.isBuffer(sealed)) throw new Error('no secret');
      return session.channel.unseal(iv, sealed);
    },

    async setPassword(service, account, value) {
      const session = await openSession();
      const { iv, sealed } = session.channel.seal(value);
      const properties = [
        ['org.freedesktop.Secret.Item.Label', ['s', `${service}/${account}`]],
        ['org.freedesktop.Secret.Item.Attributes', ['a{ss}', attributesOf(service, account)]],
      ];
      const body = [properties, [session.path, [...iv], [...sealed], 'text/plain'], true];
      const collection = `${SECRETS.path}/aliases/default`;
      const [, prompt] = await ask(
        collection,
        'org.freedesktop.Secret.Collection',
        'CreateItem',
        'a{sv}(oayays)b',
        body,
      );
      refuse(prompt);
    },

    async deletePassword(service, account) {
      const item = await find(service, account);
      if (item === undefined) return false;
      const [prompt] = await ask(item, 'org.freedesktop.Secret.Item', 'Delete', '', []);
      refuse(prompt);
      return true;
    },
  };
}

/** A prompt is the keyring's way to say that it is locked. It is left unopened. */
function refuse(prompt: unknown): void {
  if (prompt !== NO_PROMPT) throw new Error('in a locked collection');
}

const attributesOf = (service: string, account: string): readonly (readonly [string, string])[] => [
  ['service', service],
  ['account', account],
  ['xdg:schema', ITEM_SCHEMA],
];
