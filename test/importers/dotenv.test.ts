import { expect, test } from 'vitest';
import { dotenvText } from '../../main/domain/dotenv-text.ts';
import { aFile, mapOf, readFile } from './a-file.ts';

const lines = [
  '# a comment',
  'A=plain',
  'B="with # hash"',
  "C='sq $HOME'",
  String.raw`D="line1\nline2"`,
  'M="first',
  'second"',
  'E=$A',
  'export F=x',
  'G=',
  'H=a=b==',
  'I=word # and a note',
  'TWICE=one',
  'TWICE=two',
  'BAD-KEY=v',
  'LAST=no line end',
];

async function read(text: string) {
  const entries = await readFile(aFile('/home/me/project/.env', text));
  if (typeof entries === 'string') throw new Error(entries);
  return entries;
}

test('a file of variables is read as it stands, whatever ends its lines', async () => {
  const wanted = {
    A: 'plain',
    B: 'with # hash',
    C: 'sq $HOME',
    D: 'line1\nline2',
    M: 'first\nsecond',
    E: '$A',
    F: 'x',
    G: '',
    H: 'a=b==',
    I: 'word',
    TWICE: 'two',
    'BAD-KEY': 'v',
    LAST: 'no line end',
  };
  expect(mapOf(await read(lines.join('\n')))).toEqual(wanted);
  expect(mapOf(await read(lines.join('\r\n')))).toEqual(wanted);
});

test('what deserves a word is noted: a reference, a name twice, a name that is none, a quotation mark left open', async () => {
  const noted = (await read([...lines, 'OPEN="never closed'].join('\n')))
    .filter(({ notes = [] }) => notes.length > 0)
    .map(({ name, line, notes }) => [name, line, notes]);
  expect(noted).toEqual([
    ['E', 8, ['reference']],
    ['TWICE', 13, ['overruled']],
    ['BAD-KEY', 15, ['bad-name']],
    ['OPEN', 17, ['unclosed']],
  ]);
});

test('what is written is read back byte for byte, whatever is in it and however it is called', async () => {
  const map: Record<string, string> = {
    PLAIN: 'abc',
    'github-ci': 'with space',
    'GITHUB CI': 'one more of that name',
    quotes: `both ' and "`,
    lines: '-----BEGIN-----\nabc\r\n$HOME `x` \\n\n-----END-----\n',
    dollars: '$A${B}$(c)',
    hash: 'a # b',
    unicode: 'schlüssel 🔑',
    '7': '=',
  };
  const text = dotenvText(Object.entries(map).map(([label, value]) => ({ label, value })));
  expect(mapOf(await read(text))).toEqual(map);
  expect(text).toContain('# tokenkeep: github-ci\nGITHUB_CI=');
});
