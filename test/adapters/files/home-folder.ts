import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openCatalog, type OpenedCatalog } from '../../../main/adapters/catalog-file.ts';
import { openConf } from '../../../main/adapters/open-conf.ts';
import type { OpenStore } from '../../../main/domain/storage-ports.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { T0 } from '../../support/tokens.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function aHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-files-'));
  made.push(folder);
  return folder;
}

export const placeIn = (folder: string, open: OpenStore = openConf) => ({ folder, open, clock: createFakeClock(T0) });

export function catalogIn(folder: string, open?: OpenStore): OpenedCatalog {
  const opened = openCatalog(placeIn(folder, open));
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

export const namesIn = (folder: string): readonly string[] => readdirSync(folder).sort();
export const labelsOf = (catalog: OpenedCatalog): readonly string[] => catalog.list().map(({ label }) => label);
export const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
