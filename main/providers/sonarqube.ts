import { days, isoOf, type Instant } from '../../shared/time.ts';
import type { Provider } from '../domain/provider.ts';
import { bearer } from './parts/auth.ts';
import { endOrNever, learned } from './parts/learned.ts';
import { dayOf, nextEnd } from './parts/next-end.ts';
import { restRotate } from './parts/rest-act.ts';
import { restCheck } from './parts/rest-check.ts';

const DOCS = 'https://docs.sonarsource.com/sonarqube-server/2026.2/user-guide/managing-tokens';

const USUAL_LIFE = days(90);

export const sonarqube: Provider = {
  id: 'sonarqube',
  name: 'SonarQube',
  hosts: { kind: 'default', base: 'https://sonarcloud.io' },
  fields: [
    {
      key: 'token-name',
      label: 'Name of the token',
      secret: false,
      needed: false,
      hint: 'as it stands on its page; without it a new one cannot take its place',
    },
  ],
  kinds: [
    { id: 'sonarqube', name: 'user token', shapes: [/^squ_[a-z0-9]{40}$/], end: 'hidden', docs: DOCS },
    {
      id: 'sonarqube-analysis',
      name: 'analysis token',
      shapes: [/^sq[pa]_[a-z0-9]{40}$/],
      end: 'hidden',
      docs: DOCS,
      lacks: ['rotate'],
    },
    {
      id: 'sonarqube-cloud',
      name: 'organization token',
      shapes: [/^sqco_[A-Za-z0-9]{59}$/],
      end: 'hidden',
      docs: DOCS,
      lacks: ['rotate'],
    },
  ],
  // The status is 200 for dead ones too.
  check: restCheck({
    path: '/api/authentication/validate',
    auth: bearer,
    lives: ({ valid }) => (valid === true ? learned({}) : valid === false ? 'refused' : undefined),
    refusals: [[401, 'refused']],
  }),
  rotate: restRotate({
    family: 'overlap',
    can: ({ kind, fields }) => kind === 'sonarqube' && fields.includes('token-name'),
    make: ({ token, now }) => ({
      method: 'POST',
      path: '/api/user_tokens/generate',
      auth: bearer,
      form: ({ fields }) => ({
        name: fields['token-name']?.map((name) => nextName(name, now)),
        type: 'USER_TOKEN',
        expirationDate: dayOf(nextEnd(token, now, USUAL_LIFE)),
      }),
    }),
    read: ({ token, name, expirationDate }) => ({
      value: token,
      facts: learned({ ends: endOrNever(spelledZone(expirationDate)) }),
      fields: { 'token-name': name },
    }),
    retire: { method: 'POST', path: '/api/user_tokens/revoke?name={old-token-name}', auth: bearer },
  }),
};

/** A name may be given out once alone: the moment makes it new, and takes the place of an earlier one. */
const nextName = (name: string, now: Instant): string =>
  `${name.replace(/ \d{4}-\d\d-\d\dT[\d:]+Z$/, '')} ${isoOf(now)}`;

/** `+0100` as `+01:00`. */
const spelledZone = (date: unknown): unknown =>
  typeof date === 'string' ? date.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : date;
