import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { aFile, kindOfFile, mapOf, readFile } from './a-file.ts';

const value = (n: number): string => `ghp_${String(n).padStart(36, '0')}`;

test('Bitwarden: logins and hidden fields, from JSON and from CSV', async () => {
  const items = [
    { type: 1, name: 'CI', login: { username: 'octo', password: value(1), uris: [{ uri: 'https://github.com' }] } },
    {
      type: 2,
      name: 'Note',
      login: null,
      fields: [
        { name: 'token', type: 1, value: value(2) },
        { name: 'hint', type: 0, value: 'seen' },
      ],
    },
  ];
  const json = aFile('/x/bitwarden_export.json', JSON.stringify({ encrypted: false, folders: [], items }));
  expect(kindOfFile(json)).toBe('bitwarden-json');
  expect(mapOf(await readFile(json))).toEqual({ CI: value(1), 'Note/token': value(2) });
  const head = 'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp';
  const csv = aFile('/x/b.csv', `${head}\n,,login,"CI, main",,,0,https://github.com,octo,"${value(1)}",\n`);
  expect(kindOfFile(csv)).toBe('bitwarden-csv');
  expect(mapOf(await readFile(csv))).toEqual({ 'CI, main': value(1) });
});

test('an encrypted export of Bitwarden is told, not guessed at', async () => {
  const file = aFile('/x/b.json', JSON.stringify({ encrypted: true, items: [] }));
  expect(await readFile(file)).toBe('damaged');
});

test('1Password: passwords and concealed fields, from 1pux and from CSV', async () => {
  const item = {
    overview: { title: 'CI', url: 'https://github.com' },
    details: {
      loginFields: [
        { designation: 'username', value: 'octo' },
        { designation: 'password', value: value(1) },
      ],
      sections: [
        {
          fields: [
            { title: 'api', value: { concealed: value(2) } },
            { title: 'url', value: { url: 'x' } },
          ],
        },
      ],
    },
  };
  const data = JSON.stringify({ accounts: [{ vaults: [{ items: [item] }] }] });
  const pux = aFile('/x/e.1pux', zipSync({ 'export.data': Buffer.from(data), 'export.attributes': Buffer.from('{}') }));
  expect(kindOfFile(pux)).toBe('1password-1pux');
  expect(mapOf(await readFile(pux))).toEqual({ CI: value(1), 'CI/api': value(2) });
  const csv = aFile(
    '/x/1.csv',
    `Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\nCI,u,octo,${value(1)},,false,false,,\n`,
  );
  expect(kindOfFile(csv)).toBe('1password-csv');
  expect(mapOf(await readFile(csv))).toEqual({ CI: value(1) });
});

test('LastPass, and any table whose columns are named', async () => {
  const lastpass = aFile(
    '/x/l.csv',
    `url,username,password,totp,extra,name,grouping,fav\nu,octo,${value(1)},,,CI,,0\n`,
  );
  expect(kindOfFile(lastpass)).toBe('lastpass-csv');
  expect(mapOf(await readFile(lastpass))).toEqual({ CI: value(1) });
  const table = aFile('/x/t.csv', `Service;x,What,Geheim\na,CI,${value(1)}\n`);
  expect(kindOfFile(table)).toBe('csv');
  expect(await readFile(table)).toBe('columns-needed');
  expect(mapOf(await readFile(table, { columns: { name: 'What', value: 'Geheim' } }))).toEqual({ CI: value(1) });
  expect(await readFile(aFile('/x/t.csv', 'name,value\n"unclosed,1\n'))).toBe('damaged');
});

test('KeePassXC: what its own program made, as KDBX 4 and as CSV', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-kdbx-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'tokens.kdbx');
  const keepass = (args: readonly string[], input: string): string =>
    execFileSync('keepassxc-cli', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  keepass(['db-create', '--set-password', '--decryption-time', '100', database], 'open sesame\nopen sesame\n');
  for (const n of [1, 2])
    keepass(
      ['add', '--quiet', '--username', 'octo', '--url', 'https://github.com', '--password-prompt', database, `CI ${n}`],
      `open sesame\n${value(n)}\n`,
    );
  keepass(['add', '--quiet', '--password-prompt', database, 'Old'], `open sesame\n${value(9)}\n`);
  keepass(['rm', '--quiet', database, 'Old'], 'open sesame\n');

  const kdbx = aFile(database, readFileSync(database));
  expect(kindOfFile(kdbx)).toBe('kdbx');
  expect(await readFile(kdbx)).toBe('passphrase-needed');
  expect(await readFile(kdbx, { passphrase: new Secret('wrong') })).toBe('passphrase-wrong');
  expect(mapOf(await readFile(kdbx, { passphrase: new Secret('open sesame') }))).toEqual({
    'CI 1': value(1),
    'CI 2': value(2),
  });
  const cut = readFileSync(database).subarray(0, 300);
  expect(await readFile(aFile(database, cut), { passphrase: new Secret('open sesame') })).toBe('damaged');

  const csv = aFile(
    join(folder, 'k.csv'),
    keepass(['export', '--quiet', '--format', 'csv', database], 'open sesame\n'),
  );
  expect(kindOfFile(csv)).toBe('keepassxc-csv');
  expect(mapOf(await readFile(csv))).toMatchObject({ 'CI 1': value(1), 'CI 2': value(2) });
});
