import type { Facts, Provider } from '../domain/provider.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { expiryOfSeconds } from '../domain/expiry.ts';
import { caveatsOf } from './macaroon.ts';
import { basic } from './parts/auth.ts';
import { learned } from './parts/learned.ts';
import { restCheck } from './parts/rest-check.ts';

const DOCS = 'https://pypi.org/help/#apitoken';
const BOUNDARY = 'tokenkeep-asks-and-uploads-nothing';
const FORM = { ':action': 'file_upload', name: 'tokenkeep-check', version: '0', content: '-' };

/** An upload that cannot be taken, for want of a digest: whoever is let in is told so. There is no other question to ask. */
const check = restCheck({
  method: 'POST',
  path: '/legacy/',
  auth: basic('__token__'),
  raw: {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    body: `${Object.entries(FORM)
      .map(([name, text]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`)
      .join('')}--${BOUNDARY}--\r\n`,
  },
  sideEffect: 'probe-write',
  accepts: [],
  lives: () => undefined,
  refusals: [
    [400, /message digest/i, 'valid'],
    [403, 'refused'],
  ],
  plain: true,
});

/** Caveats of warehouse: 0 is when it lives, 1 are the projects it is for, by name. */
const [LIFE, PROJECTS] = [0, 1];

function reads({ access }: Credential): Facts {
  const all = access.use((value) => caveatsOf(value.replace(/^pypi-/, '')));
  if (all === undefined) return {};
  const caveats = all.filter(Array.isArray);
  const life: unknown = caveats.find(([tag]) => tag === LIFE)?.[1];
  const projects: unknown = caveats.find(([tag]) => tag === PROJECTS)?.[1];
  const isBound = caveats.some(([tag]) => tag === PROJECTS || tag === PROJECTS + 1);
  return learned({
    // On its web page no end can be asked for.
    ends:
      life === undefined
        ? { expiry: { kind: 'never', source: 'token' }, warnings: [] }
        : expiryOfSeconds(life, 'token'),
    scopes: Array.isArray(projects) ? projects.map((name) => `project:${String(name)}`) : undefined,
    unrestricted: caveats.length > 0 && !isBound,
  });
}

const pypiAt = (id: string, name: string, base: string, shape: RegExp, page: string): Provider => ({
  id,
  name,
  hosts: { kind: 'default', base },
  fields: [],
  kinds: [{ id, name: 'API token', shapes: [shape], end: 'in-value', docs: DOCS }],
  check,
  reads,
  link: () => page,
});

export const pypi = pypiAt(
  'pypi',
  'PyPI',
  'https://upload.pypi.org',
  /^pypi-AgEIcHlwaS5vcmc[\w-]{50,}$/,
  'https://pypi.org/manage/account/#api-tokens',
);

export const testPypi = pypiAt(
  'test-pypi',
  'TestPyPI',
  'https://test.pypi.org',
  /^pypi-AgENdGVzdC5weXBpLm9yZ[\w-]{50,}$/,
  'https://test.pypi.org/manage/account/#api-tokens',
);
