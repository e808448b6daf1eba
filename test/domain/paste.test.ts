import { describe, expect, it } from 'vitest';
import { cleanPaste, type PasteCare } from '../../main/domain/paste.ts';
import { MOST_VALUE_CHARACTERS } from '../../shared/limits.ts';

const T = `ghp_${'0'.repeat(36)}`;
const OTHER = `glpat-${'0'.repeat(20)}`;
const plain = { exact: false, confirmed: false };
const confirmed = { exact: false, confirmed: true };

describe('a paste', () => {
  it.each([
    ['as it is', T, []],
    ['with a line end', `${T}\n`, ['line-end']],
    ['with a line end of Windows', `${T}\r\n`, ['line-end']],
    ['with blanks around', ` ${T} `, ['spaces']],
    ['with tabs and lines around', `\n\t${T}\t\n`, ['line-end', 'spaces']],
    ['in double quotes', `"${T}"`, ['quotes']],
    ['in single quotes', `'${T}'`, ['quotes']],
    ['in backticks', `\`${T}\``, ['quotes']],
    ['in curly quotes', `“${T}”`, ['quotes']],
    ['with Bearer before it', `Bearer ${T}`, ['bearer']],
    ['with token before it', `token ${T}`, ['bearer']],
    ['as a header', `Authorization: Bearer ${T}`, ['header', 'bearer']],
    ['as a header in quotes', `"authorization: token ${T}"\n`, ['line-end', 'quotes', 'header', 'bearer']],
    ['as a header of its own', `PRIVATE-TOKEN: ${T}`, ['header']],
    ['as an export', `export GITHUB_TOKEN=${T}`, ['assignment']],
    ['as an export in quotes', `export GITHUB_TOKEN="${T}"\n`, ['line-end', 'assignment', 'quotes']],
    ['as an assignment', `X=${T}`, ['assignment']],
    ['as a line of YAML', `X: ${T}`, ['assignment']],
    ['as a pair of JSON', `"api_key": "${T}"`, ['assignment', 'quotes']],
    ['with a byte order mark', `\uFEFF${T}`, ['byte-order-mark']],
    [
      'with everything',
      `\uFEFF  export GITHUB_TOKEN='${T}'\r\n`,
      ['byte-order-mark', 'line-end', 'spaces', 'assignment', 'quotes'],
    ],
  ])('%s is stored as the token alone, and says what went', (_title, text, cleaned) => {
    expect(cleanPaste(text, plain)).toEqual({ ok: true, value: { value: T, cleaned } });
  });

  it('with more around it than anybody writes is cleaned to its end, so that cleaning it again changes nothing', () => {
    const text = `${'$env:X = '.repeat(500)}${T}`;
    expect(cleanPaste(text, plain)).toEqual({ ok: true, value: { value: T, cleaned: ['assignment'] } });
  });

  it.each([
    'dGVzdA==',
    'AAAA=',
    'sv=2026-01-01&sig=abc%3D',
    'Endpoint=sb://x.example.test/;SharedAccessKeyName=Root;SharedAccessKey=abc=',
    'https://user:word@host.test/?key=value',
    'user:word',
    'correct horse battery staple',
    'a"b',
    'Basic dXNlcjp3b3Jk',
  ])('that only looks dressed is kept as it is: %s', (value) => {
    expect(cleanPaste(value, plain)).toEqual({ ok: true, value: { value, cleaned: [] } });
  });

  it.each([
    ['zero-width space', '\u200B'],
    ['zero-width joiner', '\u200D'],
    ['no-break space', '\u00A0'],
    ['soft hyphen', '\u00AD'],
    ['bidirectional mark', '\u202E'],
    ['byte order mark', '\uFEFF'],
    ['ideographic blank', '\u3000'],
    ['braille blank', '\u2800'],
    ['tag character', '\u{E0041}'],
    ['tab', '\t'],
    ['NUL', '\0'],
  ])('with a %s inside is not stored without a yes, and says where', (_title, hidden) => {
    const text = ` ${T.slice(0, 10)}${hidden}${T.slice(10)}`;
    expect(cleanPaste(text, plain)).toEqual({
      ok: false,
      failure: { code: 'paste-doubtful', found: 'hidden-character', position: 12 },
    });
    expect(cleanPaste(text, confirmed)).toEqual({
      ok: true,
      value: { value: T, cleaned: ['spaces', 'hidden-character'] },
    });
  });

  it('counts characters and not halves of them', () => {
    const text = `"\u{1F511}${T}\u200B"`;
    expect(cleanPaste(text, plain)).toMatchObject({ failure: { position: 1 + 1 + T.length + 1 } });
  });

  it.each(['\n', '\r\n', '\n  ', '\u2028'])('broken over two lines is not stored without a yes (%j)', (lineBreak) => {
    for (let split = 1; split < T.length; split += 1) {
      const text = `${T.slice(0, split)}${lineBreak}${T.slice(split)}`;
      expect(cleanPaste(text, plain)).toEqual({
        ok: false,
        failure: { code: 'paste-doubtful', found: 'line-break', position: split + 1 },
      });
      expect(cleanPaste(text, confirmed)).toEqual({ ok: true, value: { value: T, cleaned: ['line-break'] } });
    }
  });

  it.each([
    `${T}\n${OTHER}`,
    `${T} ${OTHER}`,
    `${T},${OTHER}`,
    `A_TOKEN=${T}\nB_TOKEN=${OTHER}`,
    'A_KEY=first\nB_KEY=second',
  ])('of two different tokens asks which (%#)', (text) => {
    const failure = { ok: false, failure: { code: 'paste-several', count: 2 } };
    expect(cleanPaste(text, plain)).toEqual(failure);
    expect(cleanPaste(text, confirmed)).toEqual(failure);
  });

  it.each(['', ' ', '\n\t \r\n', '\uFEFF', '\u200B\u00A0', '""', '" "'])('of nothing is refused (%j)', (text) => {
    expect(cleanPaste(text, plain)).toEqual({ ok: false, failure: { code: 'paste-empty' } });
  });

  it('that is exact keeps its bytes, doubt and all, but not nothing', () => {
    const text = ` "${T}\u200B"\r\n`;
    expect(cleanPaste(text, { exact: true, confirmed: false })).toEqual({
      ok: true,
      value: { value: text, cleaned: [] },
    });
    expect(cleanPaste(' \n', { exact: true, confirmed: false })).toMatchObject({ failure: { code: 'paste-empty' } });
  });

  it('that is too long is refused before anything looks at it', () => {
    const limit = MOST_VALUE_CHARACTERS;
    expect(cleanPaste('0'.repeat(limit + 1), plain)).toEqual({ ok: false, failure: { code: 'paste-too-long', limit } });
    expect(cleanPaste('0'.repeat(limit), plain)).toMatchObject({ ok: true });
  });

  const pem = `-----BEGIN TEST KEY-----\n${'0'.repeat(64)}\n${'0'.repeat(20)}\n-----END TEST KEY-----\n`;
  it.each([pem, pem.replaceAll('\n', '\r\n'), '{\n  "type": "service_account",\n  "id": "0"\n}\n', '[\n"0"\n]'])(
    'of a key file keeps its lines (%#)',
    (text) => {
      expect(cleanPaste(text, plain)).toEqual({ ok: true, value: { value: text, cleaned: [] } });
      expect(cleanPaste(`\uFEFF${text}`, plain)).toEqual({
        ok: true,
        value: { value: text, cleaned: ['byte-order-mark'] },
      });
    },
  );

  it('that was cleaned once is clean: again nothing changes', () => {
    const parts = [
      T,
      ' ',
      '\n',
      '"',
      "'",
      'Bearer ',
      'token ',
      'X=',
      'export A=',
      'Authorization: ',
      '\uFEFF',
      '\u200B',
      'abc',
      '=',
      ': ',
      '\r\n',
      '{',
      '}',
      '`',
    ];
    let state = 20_270_101;
    const next = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const changed: string[] = [];
    for (let run = 0; run < 5000; run += 1) {
      const text = Array.from({ length: 1 + next(8) }, () => parts[next(parts.length)]).join('');
      if (![plain, confirmed].every((care) => isSettled(text, care))) changed.push(text);
    }
    expect(changed).toEqual([]);
  });

  function isSettled(text: string, care: PasteCare): boolean {
    const once = cleanPaste(text, care);
    if (!once.ok) return true;
    const twice = cleanPaste(once.value.value, care);
    return twice.ok && twice.value.value === once.value.value && twice.value.cleaned.length === 0;
  }
});
