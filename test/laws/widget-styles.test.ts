import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';

const assets = path.resolve(import.meta.dirname, '../../out/renderer/assets');
const all = createRequire(import.meta.url).resolve('@mantine/core/styles.css');

const classesIn = (text: string): ReadonlySet<string> => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));
const builtWith = (ending: string): string =>
  readdirSync(assets)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(path.join(assets, name), 'utf8'))
    .join('\n');

test('every widget that the pages have is styled: none is drawn without what the library says of it', () => {
  const [used, styled, known] = [
    classesIn(builtWith('.js')),
    classesIn(builtWith('.css')),
    classesIn(readFileSync(all, 'utf8')),
  ];
  expect(used.size).toBeGreaterThan(50);
  expect([...used].filter((name) => known.has(name) && !styled.has(name))).toEqual([]);
});
