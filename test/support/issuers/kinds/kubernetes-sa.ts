import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const status = (code: number, reason: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  reason,
  code,
});
const review = {
  kind: 'SelfSubjectReview',
  apiVersion: 'authentication.k8s.io/v1',
  status: { userInfo: { username: 'system:serviceaccount:ci:robot', groups: ['system:authenticated'] } },
};
const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#self-subject-review */
export const rows: readonly KindRows[] = [
  {
    kind: 'kubernetes-sa',
    value: () => `${part({ alg: 'RS256' })}.${part({ sub: 'system:serviceaccount:ci:robot' })}.${zeros(43)}`,
    fields: { namespace: 'ci', 'service-account': 'robot' },
    asked: {
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      headers: { authorization: 'Bearer {value}', 'content-type': 'application/json' },
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    },
    answers: [
      { when: 'it lives', status: 201, body: review, verdict: 'valid', subject: 'system:serviceaccount:ci:robot' },
      ...refusedAs({ status: 401, body: status(401, 'Unauthorized') }),
      { when: 'nobody may ask this', status: 403, body: status(403, 'Forbidden'), verdict: 'unknown: unexpected' },
      {
        when: 'its version is too old for the question',
        status: 404,
        body: status(404, 'NotFound'),
        verdict: 'unknown: unexpected',
      },
      ...anyIssuer,
    ],
    /** https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
    acts: [
      {
        act: 'rotate',
        asked: {
          method: 'POST',
          path: '/api/v1/namespaces/ci/serviceaccounts/robot/token',
          headers: { authorization: 'Bearer {value}', 'content-type': 'application/json' },
          body: {
            apiVersion: 'authentication.k8s.io/v1',
            kind: 'TokenRequest',
            spec: { audiences: [], expirationSeconds: 3600 },
          },
        },
        answers: [
          {
            when: 'a new one is made',
            status: 201,
            body: { kind: 'TokenRequest', status: { token: 'a.new.one', expirationTimestamp: '2027-01-01T01:00:00Z' } },
            means: 'issued',
            ends: '2027-01-01T01:00:00Z',
          },
          { when: 'it may not make tokens', status: 403, body: status(403, 'Forbidden'), means: 'no: permission' },
          { when: 'something broke on the way', status: 502, body: '', means: 'lost' },
        ],
      },
    ],
  },
];
