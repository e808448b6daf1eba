import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providerTable, withTable } from '../../build/provider-table.ts';
import { registry } from '../../main/providers/registry.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');

test('the README tells what each provider can do, as the program itself has it', () => {
  expect(withTable(readme)).toBe(readme);
  for (const { id, name } of registry.all) expect(providerTable()).toContain(`| ${name} | \`${id}\` |`);
});
