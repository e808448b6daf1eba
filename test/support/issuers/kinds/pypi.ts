import { anyIssuer, type AnswerRow, type KindRows } from '../kind-rows.ts';

/** A macaroon of version 2, as https://github.com/rescrv/libmacaroons lays it out; its signature is all zeros. */
function macaroon(location: string, caveats: readonly unknown[]): string {
  const packet = (type: number, bytes: Buffer): Buffer => {
    const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
    return Buffer.concat([Buffer.from([type, ...length]), bytes]);
  };
  const end = Buffer.from([0]);
  const conditions = caveats.map((caveat) => Buffer.concat([packet(2, Buffer.from(JSON.stringify(caveat))), end]));
  const head = [packet(1, Buffer.from(location)), packet(2, Buffer.from('0'.repeat(36))), end];
  return Buffer.concat([Buffer.from([2]), ...head, ...conditions, end, packet(6, Buffer.alloc(32))]).toString(
    'base64url',
  );
}

const value =
  (location: string, caveats: readonly unknown[] = []) =>
  (): string =>
    `pypi-${macaroon(location, caveats)}`;

const part = (name: string, text: string): string =>
  `--tokenkeep-asks-and-uploads-nothing\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;

const asked = {
  method: 'POST',
  path: '/legacy/',
  headers: {
    authorization: 'Basic {basic:__token__:{value}}',
    'content-type': 'multipart/form-data; boundary=tokenkeep-asks-and-uploads-nothing',
  },
  body: `${part(':action', 'file_upload')}${part('name', 'tokenkeep-check')}${part('version', '0')}${part('content', '-')}--tokenkeep-asks-and-uploads-nothing--\r\n`,
} as const;

const answers: readonly AnswerRow[] = [
  {
    when: 'the upload wants a digest, so that whoever asks was let in',
    status: 400,
    body: { code: '400 Include at least one message digest.', title: 'Bad Request' },
    verdict: 'valid',
  },
  {
    when: 'the same is said in plain text',
    status: 400,
    headers: { 'content-type': 'text/plain' },
    body: '400 Include at least one message digest.',
    verdict: 'valid',
  },
  {
    when: 'the upload is wrong in another way',
    status: 400,
    body: { code: '400 Bad Request' },
    verdict: 'unknown: unexpected',
  },
  {
    when: 'it is refused',
    status: 403,
    body: { code: '403 Invalid or non-existent authentication information.' },
    verdict: 'invalid',
  },
  {
    when: 'it is refused after its remembered end',
    status: 403,
    body: { code: '403 Invalid or non-existent authentication information.' },
    token: { expiry: { kind: 'at', at: 1_798_761_599_000 as never, precision: 'instant', source: 'token' } },
    verdict: 'expired',
  },
  ...anyIssuer,
];

/** Caveats: https://github.com/pypi/warehouse/blob/main/warehouse/macaroons/caveats/__init__.py */
export const rows: readonly KindRows[] = [
  {
    kind: 'pypi',
    value: value('pypi.org', [[1, ['demo']]]),
    asked,
    answers,
    reads: [
      {
        when: 'it is for one project',
        value: value('pypi.org', [[1, ['demo']]]),
        ends: 'never',
        scopes: ['project:demo'],
        warns: [],
      },
      {
        when: 'it lives a quarter of an hour',
        value: value('pypi.org', [
          [0, 1_798_762_500, 1_798_761_600],
          [2, ['id']],
        ]),
        ends: '2027-01-01T00:15:00Z',
        warns: [],
      },
      {
        when: 'it is for all that its user has',
        value: value('pypi.org', [[3, 'u']]),
        ends: 'never',
        warns: ['unrestricted'],
      },
      { when: 'it is cut short', value: () => value('pypi.org', [[1, ['demo']]])().slice(0, -20), ends: 'not said' },
    ],
  },
  { kind: 'test-pypi', value: value('test.pypi.org', [[3, 'u']]), asked, answers: answers.slice(0, 5) },
];
