import { z } from 'zod';
import type { FileFailure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { tokenId, type TokenId } from '../../shared/token.ts';
import type { FilePlace } from './catalog-file.ts';
import { parseJson } from './parse-json.ts';
import { stretchingSchema, type Stretching } from './passphrase-key.ts';
import { sealedSchema } from './sealed-text.ts';
import { openStoreFile, type StoreFile } from './store-file.ts';
import type { Codec } from './store-load.ts';

export interface SealedValue {
  readonly generation: number;
  readonly sealed: string;
}

/** A passphrase vault: values under one key, and that key under the passphrase. */
export interface Values {
  readonly stretching: Stretching;
  /** The key of the values, sealed with what the passphrase was made into. */
  readonly key: string;
  /** Which entries there are and which generation each is, sealed: so that none can be taken away or put back as it was. */
  readonly index: string;
  readonly entries: ReadonlyMap<TokenId, SealedValue>;
}

const schema = z.object({
  stretching: stretchingSchema,
  key: sealedSchema,
  index: sealedSchema,
  entries: z.record(z.string().min(1).max(200), z.tuple([z.int().min(1), sealedSchema])),
});

/** Undefined: there is none. */
const codec: Codec<Values | undefined> = {
  version: 1,
  encode(values) {
    if (values === undefined) return [Buffer.from('null')];
    const { entries, ...head } = values;
    const spelled = Object.fromEntries(
      Array.from(entries, ([id, { generation, sealed }]) => [id, [generation, sealed]]),
    );
    return [Buffer.from(JSON.stringify({ ...head, entries: spelled }))];
  },
  decode(bytes) {
    const told = parseJson(bytes);
    if (told === null) return { state: undefined, flawed: false };
    const read = schema.safeParse(told);
    if (!read.success) return undefined;
    const entries = new Map(
      Object.entries(read.data.entries).map(([id, [generation, sealed]]) => [tokenId(id), { generation, sealed }]),
    );
    return { state: { ...read.data, entries }, flawed: false };
  },
};

/** `values.json`. One that was there and is gone or damaged in all copies is a failure, never an empty vault. */
export const openValues = (place: FilePlace): Result<StoreFile<Values | undefined>, FileFailure> =>
  openStoreFile({ ...place, name: 'values', codec, blank: () => undefined, whenLost: 'refuse' });
