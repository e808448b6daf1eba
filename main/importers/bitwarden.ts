import { failed, succeeded } from '../../shared/result.ts';
import type { Importer, ImportedEntry } from '../domain/importer.ts';
import { fieldsOf, parseJson, type Fields } from '../domain/json.ts';
import { Secret } from '../domain/secret.ts';
import { MOST_ENTRIES } from './limits.ts';

/** A field of a kind that Bitwarden hides. */
const HIDDEN = 1;

/** https://bitwarden.com/help/condition-bitwarden-import/ */
export const bitwarden: Importer = {
  kind: 'bitwarden-json',
  fits({ text = '' }) {
    const tree = text.trimStart().startsWith('{') ? fieldsOf(parseJson(text)) : undefined;
    return tree !== undefined && (Array.isArray(tree['items']) || tree['encKeyValidation_DO_NOT_EDIT'] !== undefined);
  },
  read({ text = '' }) {
    const tree = fieldsOf(parseJson(text));
    const items: unknown = tree?.['items'];
    // One that is encrypted opens in Bitwarden alone.
    if (tree?.['encrypted'] === true || !Array.isArray(items)) return failed('damaged');
    if (items.length > MOST_ENTRIES) return failed('too-many');
    return succeeded(items.flatMap((item) => entriesOf(fieldsOf(item) ?? {})));
  },
};

function entriesOf(item: Fields): readonly ImportedEntry[] {
  const name = textOf(item['name']);
  const login = fieldsOf(item['login']);
  const [uri] = listOf(login?.['uris']).map((each) => textOf(fieldsOf(each)?.['uri']));
  const about = { host: uri, user: textOf(login?.['username']) };
  const password = textOf(login?.['password']);
  const own = login === undefined ? [] : [{ name, value: new Secret(password), ...about }];
  const hidden = listOf(item['fields'])
    .map((each) => fieldsOf(each) ?? {})
    .filter((field) => field['type'] === HIDDEN)
    .map((field) => ({
      name: `${name}/${textOf(field['name'])}`,
      value: new Secret(textOf(field['value'])),
      ...about,
    }));
  return [...own, ...hidden];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
