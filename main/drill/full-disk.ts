import { failed } from '../../shared/result.ts';
import type { CopyMaking } from '../adapters/copy-making.ts';
import type { AuditLog } from '../domain/storage-ports.ts';

/** A disk that can be full: what is written then is refused as the system would refuse it. */
export interface FillableDisk {
  fill(isFull: boolean): void;
  making(usual: CopyMaking): CopyMaking;
  audit(usual: AuditLog): AuditLog;
}

const REASON = 'ENOSPC';

export function createFillableDisk(): FillableDisk {
  let isFull = false;
  return {
    fill(full) {
      isFull = full;
    },
    making: (usual) => (copies) => {
      const make = usual(copies);
      return async (sealed) => {
        if (isFull) throw Object.assign(new Error('full'), { code: REASON });
        await make(sealed);
      };
    },
    audit: (usual) => ({
      ...usual,
      append: async (entry) =>
        isFull ? failed({ code: 'file-unwritable', file: 'audit', reason: REASON }) : await usual.append(entry),
    }),
  };
}
