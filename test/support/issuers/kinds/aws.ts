import { anyIssuer, zeros, type AnswerRow, type AskedFor, type KindRows } from '../kind-rows.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html; what is signed is tried by a test of its own. */
const asked: AskedFor = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'x-amz-date': '20270101T000000Z' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
};

const xml = { 'content-type': 'text/xml' };
const identity = (arn: string): string =>
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>AIDA0</UserId><Account>000000000000</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
const error = (code: string, message = 'no'): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

const USER = 'arn:aws:iam::000000000000:user/ci';

const refusals: readonly AnswerRow[] = [
  {
    when: 'the key was deleted, switched off or never was',
    status: 403,
    headers: xml,
    body: error('InvalidClientTokenId'),
    verdict: 'invalid',
  },
  {
    when: 'the secret is another',
    status: 403,
    headers: xml,
    body: error('SignatureDoesNotMatch'),
    verdict: 'invalid',
  },
  { when: 'a policy denies it', status: 403, headers: xml, body: error('AccessDenied'), verdict: 'blocked: policy' },
  {
    when: 'the clock of this machine is wrong',
    status: 403,
    headers: xml,
    body: error('SignatureDoesNotMatch', 'Signature expired: 20270101T000000Z is now earlier than 20270101T001500Z'),
    verdict: 'unknown: unexpected',
  },
  {
    when: 'it is asked too often',
    status: 400,
    headers: xml,
    body: error('Throttling'),
    verdict: 'unknown: rate-limited',
  },
];

export const rows: readonly KindRows[] = [
  {
    kind: 'aws-access-key',
    value: () => zeros(40),
    context: { name: 'AWS_SECRET_ACCESS_KEY' },
    fields: { 'access-key-id': `AKIA${zeros(16)}` },
    asked,
    answers: [
      {
        when: 'it lives',
        status: 200,
        headers: xml,
        body: identity(USER),
        verdict: 'valid',
        ends: 'never',
        subject: USER,
        warns: [],
      },
      {
        when: 'it is the key of the whole account',
        status: 200,
        headers: xml,
        body: identity('arn:aws:iam::000000000000:root'),
        verdict: 'valid',
        warns: ['too-wide'],
      },
      ...refusals,
      ...anyIssuer,
    ],
  },
  {
    kind: 'aws-sts-session',
    value: () => zeros(40),
    context: { chosen: 'aws-sts-session' },
    fields: { 'access-key-id': `ASIA${zeros(16)}`, 'session-token': `session-${zeros(200)}` },
    asked: { ...asked, headers: { ...asked.headers, 'x-amz-security-token': '{session-token}' } },
    answers: [
      {
        when: 'it lives',
        status: 200,
        headers: xml,
        body: identity('arn:aws:sts::000000000000:assumed-role/ci/1'),
        verdict: 'valid',
        ends: 'not said',
        subject: 'arn:aws:sts::000000000000:assumed-role/ci/1',
      },
      { when: 'it has expired', status: 403, headers: xml, body: error('ExpiredToken'), verdict: 'expired' },
      ...refusals,
      ...anyIssuer,
    ],
  },
];
