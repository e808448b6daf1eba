import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VAULT_FORMAT, VERSION } from '../../shared/version.ts';

test('the version we tell is the one of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('an update tells the newest format of any file of the vault', () => {
  const files = readdirSync('main/adapters').map((file) => readFileSync(`main/adapters/${file}`, 'utf8'));
  const formats = files.flatMap((text) =>
    [...text.matchAll(/^  version: (\d+),$/gm)].map(([, format]) => Number(format)),
  );
  expect(formats.length).toBeGreaterThan(4);
  expect(VAULT_FORMAT).toBe(Math.max(...formats));
});
