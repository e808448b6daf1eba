import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openCatalog, type OpenedCatalog } from '../../../main/adapters/catalog-file.ts';
import { makeByStore, makeFreely, type CopyMaking } from '../../../main/adapters/copy-making.ts';
import { openConf } from '../../../main/adapters/open-conf.ts';
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

export const placeIn = (folder: string, making: CopyMaking = makeFreely) => ({
  folder,
  making,
  clock: createFakeClock(T0),
});

/** As the app keeps what a person changes. */
export const byStore = makeByStore(openConf);

export function catalogIn(folder: string, making?: CopyMaking): OpenedCatalog {
  const opened = openCatalog(placeIn(folder, making));
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

export const namesIn = (folder: string): readonly string[] => readdirSync(folder).sort();
export const labelsOf = (catalog: OpenedCatalog): readonly string[] => catalog.list().map(({ label }) => label);
export const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
