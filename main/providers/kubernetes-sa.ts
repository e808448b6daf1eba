import { minutes, seconds } from '../../shared/time.ts';
import type { Fields } from '../domain/json.ts';
import type { Provider } from '../domain/provider.ts';
import { claimsOf } from './jwt.ts';
import { bearer } from './parts/auth.ts';
import { endOf, learned } from './parts/learned.ts';
import type { Question } from './parts/question.ts';
import { restRotate, type Fresh } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';
import { restDerive } from './parts/rest-derive.ts';
import { within } from './parts/within.ts';

const KIND = { id: 'kubernetes-sa', name: 'service account token' };
/** OpenShift's own. */
const OPENSHIFT = /^sha256~[\w-]{43}$/;
const NAMES = /kube|k8s|openshift/i;
/** The least that the API server gives. */
const SHORTEST = minutes(10);
const USUAL_LIFE = minutes(60);

/** https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
const tokenRequest = (lifeSeconds: number, audiences: readonly string[]): Question => ({
  method: 'POST',
  path: '/api/v1/namespaces/{namespace}/serviceaccounts/{service-account}/token',
  auth: bearer,
  json: () => ({
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { audiences, expirationSeconds: lifeSeconds },
  }),
});

const inSeconds = (length: number): number => Math.ceil(Math.max(length, SHORTEST) / seconds(1));

export const kubernetesSa: Provider = {
  id: 'kubernetes-sa',
  name: 'Kubernetes',
  hosts: { kind: 'named' },
  fields: [
    { key: 'namespace', label: 'Namespace', secret: false, needed: false },
    { key: 'service-account', label: 'Service account', secret: false, needed: false },
  ],
  kinds: [
    {
      ...KIND,
      shapes: [OPENSHIFT],
      names: NAMES,
      end: 'in-value',
      docs: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    },
  ],
  recognise(value, { name = '', host = '', chosen }) {
    const guess = { provider: 'kubernetes-sa', kind: KIND.name, kindId: KIND.id } as const;
    if (OPENSHIFT.test(value) || saysSo(value)) return [{ ...guess, confidence: 'high' }];
    const isMeant = chosen === KIND.id || NAMES.test(`${name} ${host}`);
    return isMeant && claimsOf(value) !== undefined ? [{ ...guess, confidence: 'medium' }] : [];
  },
  // The review is answered and kept nowhere.
  check: restCheck({
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    auth: bearer,
    json: () => ({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }),
    accepts: [201],
    lives(body) {
      const { username } = within(body, 'status', 'userInfo');
      return typeof username === 'string' ? learned({ subject: username }) : undefined;
    },
    refusals: [[401, 'refused']],
  }),
  rotate: restRotate({
    family: 'grace',
    make: tokenRequest(inSeconds(USUAL_LIFE), []),
    read: (body) => freshIn(body),
  }),
  derive: {
    ways: [
      restDerive({
        how: 'sibling',
        can: ({ fields }, { scopes }) =>
          scopes.length === 0 && fields.includes('namespace') && fields.includes('service-account'),
        make: ({ audience, longest }) => tokenRequest(inSeconds(longest), audience),
        read: (body) => freshIn(body),
      }),
    ],
  },
};

/** By its own claims it speaks for a service account. */
function saysSo(value: string): boolean {
  const { sub, 'kubernetes.io': bound } = claimsOf(value) ?? {};
  return bound !== undefined || (typeof sub === 'string' && sub.startsWith('system:serviceaccount:'));
}

function freshIn(body: Fields): Fresh {
  const { token, expirationTimestamp } = within(body, 'status');
  return { value: token, facts: learned({ ends: endOf(expirationTimestamp) }) };
}
