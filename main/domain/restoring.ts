import type { RestoreChange } from '../../shared/commands/backup.ts';
import type { Instant } from '../../shared/time.ts';
import { tokenId, type Renewal, type Token, type TokenId } from '../../shared/token.ts';
import { freshSlot, oldSlot } from './rotation.ts';
import type { Credential, JournalEntry } from './storage-ports.ts';

/** A token of a backup, with the digest that its value has here. */
interface Theirs {
  readonly token: Token;
  readonly digest: string;
}

/** Ours for each of theirs: the same token, or else the one of that name, or else the one of that value. No token of ours is met twice. */
export function met(theirs: readonly Theirs[], ours: readonly Token[]): readonly (Token | undefined)[] {
  const free = new Set(ours);
  const found = new Map<Theirs, Token>();
  const keys: readonly ((token: Token, digest: string) => string)[] = [
    ({ id }) => id,
    ({ label }) => label,
    (_, digest) => digest,
  ];
  for (const keyOf of keys) {
    const known = new Map([...free].map((our) => [keyOf(our, our.digest), our]));
    for (const one of theirs) {
      const key = keyOf(one.token, one.digest);
      const our = key === '' || found.has(one) ? undefined : known.get(key);
      if (our !== undefined && free.delete(our)) found.set(one, our);
    }
  }
  return theirs.map((one) => found.get(one));
}

/** Every part of both is the same. */
function sameCredential(one: Credential, other: Credential): boolean {
  return JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other));
}

const partsOf = ({ access, refresh, fields }: Credential): unknown => {
  const read = (text: string): string => text;
  const named = Object.entries(fields).map(([key, secret]) => [key, secret.use(read)] as const);
  return [access.use(read), refresh?.use(read), named.sort(([a], [b]) => (a < b ? -1 : 1))];
};

/** What a person said of it. What its issuer said follows from the value, and what it is called is as it is here. */
function saidOf(token: Token): unknown {
  const { provider, kind, host, owner, environment, consumers, leads, policy, schedule, targets, logins, ending } =
    token;
  const expiry = token.expiry.kind !== 'unknown' && token.expiry.source === 'user' ? token.expiry : undefined;
  const rule = schedule && { ...schedule, since: 0 };
  const fields = [...token.fields].sort();
  const isEnding = ending !== undefined;
  return [
    provider,
    kind,
    host,
    owner,
    environment,
    consumers,
    leads,
    policy,
    rule,
    targets,
    logins,
    expiry,
    fields,
    isEnding,
  ];
}

/** When its value came to be what it is. */
const valuedAt = ({ addedAt, issuedAt = addedAt, rotatedAt = addedAt }: Token): Instant =>
  Math.max(addedAt, issuedAt, rotatedAt) as Instant;

export interface Compared extends Pick<RestoreChange, 'change' | 'newer'> {
  readonly differs: readonly ('value' | 'facts')[];
}

/** `here`: what the keyring holds for ours. Only of values it is known which is newer, so where facts alone differ nobody can say. */
export function compare(
  theirs: { readonly token: Token; readonly credential: Credential | undefined },
  ours: { readonly token: Token; readonly credential: Credential | undefined } | undefined,
): Compared {
  if (ours === undefined) return { change: 'added', differs: [] };
  const isSame =
    theirs.credential === undefined ||
    (ours.credential !== undefined && sameCredential(theirs.credential, ours.credential));
  const isSaid = JSON.stringify(saidOf(theirs.token)) === JSON.stringify(saidOf(ours.token));
  const differs = [...(isSame ? [] : (['value'] as const)), ...(isSaid ? [] : (['facts'] as const))];
  if (differs.length === 0) return { change: 'same', differs };
  if (isSame) return { change: 'changed', differs, newer: 'unclear' };
  // Nothing is lost by putting a value where there is none.
  const isNewer = ours.credential === undefined || valuedAt(theirs.token) > valuedAt(ours.token);
  return { change: 'changed', differs, newer: isNewer ? 'backup' : 'here' };
}

/** A token that is renewed by two costs both of them the token. */
export function mayBeSpentElsewhere(token: Token, renews: Renewal): boolean {
  return token.hasRefresh === true || token.schedule !== undefined || renews === 'refresh' || renews === 'rotate';
}

export interface Here {
  readonly id: TokenId;
  readonly label: string;
  readonly digest: string;
  readonly elsewhere: Token['elsewhere'];
  /** An act of that token that was sent, and whose answer had not come when the backup was made. */
  readonly lost: JournalEntry | undefined;
}

/** As it is kept here. What was under way where it comes from is not under way here. */
export function restored(token: Token, { id, label, digest, elsewhere, lost }: Here): Token {
  const { renewing: _renewing, elsewhere: _before, ...rest } = token;
  const standing =
    lost === undefined ? token.standing : { ...token.standing, outcomeLostAt: token.standing.outcomeLostAt ?? lost.at };
  const leftovers = token.leftovers?.map((left) => ({ ...left, slot: slotHere(left.slot, token.id, id) }));
  return { ...rest, id, label, digest, standing, ...(leftovers && { leftovers }), ...(elsewhere && { elsewhere }) };
}

const slotHere = (slot: TokenId, theirs: TokenId, ours: TokenId): TokenId =>
  slot === oldSlot(theirs) ? oldSlot(ours) : slot === freshSlot(theirs) ? freshSlot(ours) : tokenId(slot);

/** The answer to it may or may not have come. */
export const isUnanswered = ({ act, step }: JournalEntry): boolean => act !== 'revoke' && step === 'sent';

/** What is gone on with here: an end that was asked for, and a rotation whose new value is kept. */
export function goesOn({ act, step }: JournalEntry, hasFresh: boolean): boolean {
  if (act === 'revoke') return true;
  return act === 'rotate' && hasFresh && step !== 'intent' && step !== 'sent';
}

/** Of that name, or of one beside it where the name is another token's. */
export function freeLabel(label: string, machine: string, isTaken: (label: string) => boolean): string {
  if (!isTaken(label)) return label;
  for (let n = 1; ; n += 1) {
    const other = `${label} (${machine}${n === 1 ? '' : ` ${n}`})`.slice(-200);
    if (!isTaken(other)) return other;
  }
}
