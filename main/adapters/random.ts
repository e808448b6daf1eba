import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../domain/ports.ts';

export const systemRandom: Random = {
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  id: () => randomUUID(),
};
