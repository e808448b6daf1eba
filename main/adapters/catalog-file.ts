import type { FileFailure } from '../../shared/failure.ts';
import { invariant } from '../../shared/invariant.ts';
import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import type { Clock } from '../domain/ports.ts';
import type { Catalog } from '../domain/storage-ports.ts';
import { catalogCodec, keptOf, type CatalogState } from './catalog-codec.ts';
import type { CopyMaking } from './copy-making.ts';
import { openStoreFile } from './store-file.ts';
import { isToken } from './token-check.ts';

export interface FilePlace {
  readonly folder: string;
  readonly making: CopyMaking;
  readonly clock: Clock;
}

/** Held open until its end, which waits for what is under way. */
export interface OpenedCatalog extends Catalog {
  end(): Promise<void>;
}

/** A catalog that was there once and is gone or damaged in all copies is a failure, never an empty vault. */
export function openCatalog(place: FilePlace): Result<OpenedCatalog, FileFailure> {
  const opened = openStoreFile<CatalogState>({
    ...place,
    name: 'catalog',
    codec: catalogCodec,
    blank: () => ({ tokens: new Map(), pending: new Set() }),
    whenLost: 'refuse',
  });
  if (!opened.ok) return failed(opened.failure);
  const file = opened.value;
  const { tokens, pending } = file.get();
  let listed: readonly Token[] | undefined;
  const save = (): Promise<Result<void, FileFailure>> => {
    listed = undefined;
    return file.set({ tokens, pending });
  };
  const keep = (token: Token): Promise<Result<void, FileFailure>> => {
    invariant(isToken(token), 'a token that could not be read back would cost the whole catalog');
    tokens.set(token.id, keptOf(token));
    return save();
  };
  return succeeded({
    list: () => (listed ??= Array.from(tokens.values(), ({ token }) => token)),
    get: (id) => tokens.get(id)?.token,
    put: async (token) => await keep(token),
    async change(id, change) {
      const token = tokens.get(id)?.token;
      return token === undefined ? done : await keep(change(token));
    },
    delete: async (id) => (tokens.delete(id) ? await save() : done),
    pending: () => [...pending],
    async markPending(id) {
      pending.add(id);
      return await save();
    },
    clearPending: async (id) => (pending.delete(id) ? await save() : done),
    troubles: file.troubles,
    end: file.end,
  });
}
