import { anyIssuer, type KindRows } from '../kind-rows.ts';

const email = 'robot@project.iam.example.test';
const id = 'f'.repeat(40);

/** https://cloud.google.com/iam/docs/keys-list-get */
export const rows: readonly KindRows[] = [
  {
    kind: 'gcp-service-account-key',
    value: () =>
      JSON.stringify(
        { type: 'service_account', project_id: 'project', private_key_id: id, client_email: email },
        undefined,
        2,
      ),
    asked: { method: 'GET', path: `/robot/v1/metadata/x509/${email}` },
    answers: [
      {
        when: 'it is published as active',
        status: 200,
        body: { [id]: '-----BEGIN CERTIFICATE-----' },
        verdict: 'valid',
        subject: email,
      },
      {
        when: 'others are published and it is not',
        status: 200,
        body: { other: '-----BEGIN CERTIFICATE-----' },
        verdict: 'unknown: unexpected',
      },
      {
        when: 'there is no such account',
        status: 404,
        body: { error: { code: 404, status: 'NOT_FOUND' } },
        verdict: 'unknown: unexpected',
      },
      { when: 'something is refused', status: 403, body: { error: { code: 403 } }, verdict: 'unknown: unexpected' },
      ...anyIssuer,
    ],
  },
];
