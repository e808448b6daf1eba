import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KindRows } from './kind-rows.ts';

const folder = join(import.meta.dirname, 'kinds');

/** Every file of the folder, each with `rows`. */
const files = await Promise.all(
  readdirSync(folder)
    .sort()
    .map((file) => import(`./kinds/${basename(file, '.ts')}.ts`) as Promise<{ readonly rows: readonly KindRows[] }>),
);

export const allKinds: readonly KindRows[] = files.flatMap(({ rows }) => rows);
