import { anyIssuer, refusedAs, zeros, type KindRows } from '../kind-rows.ts';

const asked = {
  method: 'GET',
  path: '/_apis/connectionData',
  headers: { authorization: 'Basic {basic::{value}}' },
} as const;
const known = {
  authenticatedUser: {
    id: '00000000-0000-0000-0000-000000000001',
    providerDisplayName: 'Sam Test',
    properties: { Account: { $type: 'System.String', $value: 'sam@example.test' } },
  },
};

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/ */
export const rows: readonly KindRows[] = [
  {
    kind: 'azure-devops-pat',
    value: () => `${zeros(76)}AZDO${zeros(4)}`,
    asked,
    answers: [
      { when: 'it lives', status: 200, body: known, verdict: 'valid', ends: 'not said', subject: 'sam@example.test' },
      {
        when: 'it was not looked at, and nobody is signed in',
        status: 200,
        body: { authenticatedUser: { id: 'a', providerDisplayName: 'Anonymous' } },
        verdict: 'invalid',
      },
      ...refusedAs({ status: 401, body: { message: 'unauthorized' } }),
      {
        when: 'the page to sign in is shown',
        status: 203,
        headers: { 'content-type': 'text/html' },
        body: '<html><title>Sign in</title></html>',
        verdict: 'unknown: captive-portal',
      },
      ...anyIssuer,
    ],
  },
  {
    kind: 'azure-devops-global-pat',
    value: () => 'a'.repeat(52),
    context: { name: 'AZDO_GLOBAL_PAT' },
    asked,
    answers: [{ when: 'it lives', status: 200, body: known, verdict: 'valid' }],
  },
];
