import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Tells this machine from others, and says nothing of it: others may see it. */
export function machineMark(): string {
  return createHash('sha256')
    .update(JSON.stringify([hostname(), machineId()]))
    .digest('hex')
    .slice(0, 32);
}

/** Linux alone has one that anybody may read. */
export function machineId(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}
