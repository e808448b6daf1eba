import { strFromU8, unzipSync } from 'fflate';
import { failed, succeeded } from '../../shared/result.ts';
import type { Importer, ImportedEntry } from '../domain/importer.ts';
import { fieldsOf, parseJson, type Fields } from '../domain/json.ts';
import { Secret } from '../domain/secret.ts';
import { MOST_ENTRIES } from './limits.ts';

const DATA = 'export.data';
const MOST_DATA_BYTES = 64 * 1_048_576;

/** A zip archive with one file of JSON for all: https://support.1password.com/1pux-format/ */
export const onepassword: Importer = {
  kind: '1password-1pux',
  fits: ({ path, bytes }) => /\.1pux$/i.test(path) && bytes[0] === 0x50 && bytes[1] === 0x4b,
  read({ bytes }) {
    const data = dataOf(bytes);
    const tree = data === undefined ? undefined : fieldsOf(parseJson(data));
    if (tree === undefined) return failed('damaged');
    const items = listOf(tree['accounts'])
      .flatMap((account) => listOf(fieldsOf(account)?.['vaults']))
      .flatMap((vault) => listOf(fieldsOf(vault)?.['items']));
    if (items.length > MOST_ENTRIES) return failed('too-many');
    return succeeded(items.flatMap((item) => entriesOf(fieldsOf(item) ?? {})));
  },
};

function dataOf(bytes: Uint8Array): string | undefined {
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => name === DATA && originalSize <= MOST_DATA_BYTES,
    })[DATA];
    return found === undefined ? undefined : strFromU8(found);
  } catch {
    return undefined;
  }
}

function entriesOf(item: Fields): readonly ImportedEntry[] {
  const overview = fieldsOf(item['overview']);
  const details = fieldsOf(item['details']) ?? {};
  const name = textOf(overview?.['title']);
  const host = textOf(overview?.['url']);
  const logins = listOf(details['loginFields']).map((each) => fieldsOf(each) ?? {});
  const user = textOf(logins.find(({ designation }) => designation === 'username')?.['value']);
  const password = logins.find(({ designation }) => designation === 'password')?.['value'] ?? details['password'];
  const own = typeof password === 'string' ? [{ name, value: new Secret(password), host, user }] : [];
  const concealed = listOf(details['sections'])
    .flatMap((section) => listOf(fieldsOf(section)?.['fields']))
    .flatMap((field) => concealedOf(fieldsOf(field) ?? {}, name));
  return [...own, ...concealed];
}

function concealedOf(field: Fields, name: string): readonly ImportedEntry[] {
  const kinds = fieldsOf(field['value']);
  const value: unknown = kinds?.['concealed'] ?? fieldsOf(kinds?.['credential'])?.['value'] ?? kinds?.['credential'];
  if (typeof value !== 'string') return [];
  const title = textOf(field['title']) || textOf(field['id']);
  return [{ name: name === '' ? title : `${name}/${title}`, value: new Secret(value) }];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
