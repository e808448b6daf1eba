import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { MemberId } from '../../shared/team-ids.ts';
import { tokenId } from '../../shared/token.ts';
import type { Sealer, SealingKeys, SigningKeys } from '../domain/ports-team.ts';
import { Secret } from '../domain/secret.ts';
import type { SecretStore } from '../domain/storage-ports.ts';

/** What makes a member a member. */
export interface MemberKeys {
  readonly sealing: SealingKeys;
  readonly signing: SigningKeys;
}

/** No token is ever given one of these ids. One keychain may serve several homes, each a member of its own. */
const keysId = (member: MemberId) => tokenId(`team-keys-${member}`);
const nextKeysId = (member: MemberId) => tokenId(`team-keys-${member}.new`);
export const passwordId = (member: MemberId) => tokenId(`team-store-${member}`);

const plain = (secret: Secret | undefined): string => secret?.use((text) => text) ?? '';

export async function makeKeys(sealer: Sealer): Promise<MemberKeys> {
  return { sealing: await sealer.sealingKeys(), signing: sealer.signingKeys() };
}

type Store = Pick<SecretStore, 'get' | 'put' | 'delete'>;

async function readAt(secrets: Store, id: ReturnType<typeof keysId>): Promise<Result<MemberKeys | undefined, Failure>> {
  const kept = await secrets.get(id);
  if (!kept.ok) return kept;
  if (kept.value === undefined) return succeeded(undefined);
  const { access, fields } = kept.value.credential;
  const { sign, public: publicKey, recipient } = fields;
  if (sign === undefined) return failed({ code: 'keyring-damaged' });
  return succeeded({
    sealing: { identity: access, recipient: plain(recipient) },
    signing: { key: sign, publicKey: plain(publicKey) },
  });
}

export const readKeys = (secrets: Store, member: MemberId) => readAt(secrets, keysId(member));
/** Those that were made and are not in the roster yet. */
export const readNextKeys = (secrets: Store, member: MemberId) => readAt(secrets, nextKeysId(member));

function putAt(secrets: Store, id: ReturnType<typeof keysId>, { sealing, signing }: MemberKeys) {
  const fields = {
    sign: signing.key,
    public: new Secret(signing.publicKey),
    recipient: new Secret(sealing.recipient),
  };
  return secrets.put(id, { access: sealing.identity, fields });
}

/** Before they are named anywhere: keys that are lost have to be invited anew. */
export const putKeys = (secrets: Store, member: MemberId, keys: MemberKeys) => putAt(secrets, keysId(member), keys);
export const putNextKeys = (secrets: Store, member: MemberId, keys: MemberKeys) =>
  putAt(secrets, nextKeysId(member), keys);
export const dropNextKeys = (secrets: Store, member: MemberId) => secrets.delete(nextKeysId(member));

export async function forgetKeys(secrets: Store, member: MemberId): Promise<void> {
  for (const id of [keysId(member), nextKeysId(member), passwordId(member)]) await secrets.delete(id);
}
