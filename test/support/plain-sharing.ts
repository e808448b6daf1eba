import type { SharedPlace, SharedValue, SharedValues } from '../../main/domain/family-port.ts';
import type { Seat, TeamStore } from '../../main/domain/ports-team.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { Credential } from '../../main/domain/storage-ports.ts';
import { succeeded } from '../../shared/result.ts';
import { recordId } from '../../shared/team-ids.ts';
import { seconds, type Duration } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';

type Texts = Readonly<Record<string, string>>;
type Known = Pick<Token, 'expiry' | 'issuedAt' | 'scopes' | 'refreshExpiresAt'>;

interface Written {
  readonly texts: Texts;
  readonly fields: Texts;
  readonly known: Known;
}

/** Records with no seal, for made-up values alone: what renewals ask of a team, and nothing more. */
export function plainSharing(store: TeamStore, seat: Seat, leaseLength: Duration = seconds(45)): SharedValues {
  return {
    placeOf: ({ id, vault }) => (vault === 'personal' ? undefined : place(store, seat, recordId(id), leaseLength)),
  };
}

function place(store: TeamStore, seat: Seat, record: SharedPlace['record'], leaseLength: Duration): SharedPlace {
  return {
    store,
    record,
    seat,
    leaseLength,
    machine: async (label) => label,
    async read() {
      const read = await store.read([record]);
      if (!read.ok) return read;
      const [found] = read.value;
      return succeeded(found === undefined ? undefined : opened(found.version, found.sealed));
    },
    write: (token, credential, after, lease) =>
      store.write({ id: record, expected: after, sealed: written(token, credential), lease }),
  };
}

export function written({ expiry, issuedAt, scopes, refreshExpiresAt }: Token, credential: Credential): Uint8Array {
  const text = (secret: Secret): string => secret.use((value) => value);
  const { access, refresh, fields } = credential;
  const content: Written = {
    texts: { access: text(access), ...(refresh === undefined ? {} : { refresh: text(refresh) }) },
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)])),
    known: { expiry, issuedAt, scopes, refreshExpiresAt },
  };
  return new Uint8Array(Buffer.from(JSON.stringify(content)));
}

function opened(version: number, sealed: Uint8Array): SharedValue {
  const { texts, fields, known } = JSON.parse(Buffer.from(sealed).toString()) as Written;
  const { access = '', refresh } = texts;
  const credential: Credential = {
    access: new Secret(access),
    ...(refresh === undefined ? {} : { refresh: new Secret(refresh) }),
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, new Secret(value)])),
  };
  return { version, credential, change: (token) => ({ ...token, ...known, standing: { misses: 0 } }) };
}
