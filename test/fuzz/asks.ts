import fc from 'fast-check';
import { agentCommands } from '../../shared/agent.ts';
import { CANARY } from './fuzz.ts';
import { oddJson } from './spoiled.ts';

const paste = { kind: 'value', text: CANARY, exact: false, confirmed: false };

/** A good input for each command that takes more than a name; the canary is where a value belongs. */
const INPUTS: Readonly<Record<string, object>> = {
  add: { label: 'ci', pasted: paste, provider: 'github', expires: '2027-06-01', fields: { 'client-secret': CANARY } },
  guess: { pasted: paste, host: 'git.example.org' },
  replace: { token: 'ci', pasted: { ...paste, exact: true } },
  edit: {
    token: 'ci',
    label: 'ci',
    owner: 'me',
    leads: '14d',
    rotation: { cron: '30 2 1 * *', zone: 'Europe/Berlin' },
  },
  check: { tokens: ['ci'], confirmed: true },
  copy: { token: 'ci', clearAfterMs: 30_000 },
  snooze: { token: 'ci', forMs: 86_400_000 },
  pause: { until: null },
  set: { key: 'checkEvery', value: '6h' },
  kinds: {},
  revokeAll: { confirmed: true },
  schedule: { token: 'ci', rule: { every: '30d' }, preview: true },
  importPreview: { file: '/home/me/.env', passphrase: CANARY },
  importFile: { file: '/home/me/.env', mark: 'x', rows: [0] },
  signIn: { label: 'new', issuer: 'https://id.example', clientId: 'x', clientSecret: CANARY, how: 'browser' },
  signInEnd: { id: 'x' },
  consent: { id: 'x', answer: 'once' },
  endGrant: { id: 'x' },
  endLease: { id: 'x' },
  endLeak: { token: 'ci', path: '/home/me', confirmed: true },
  discover: { projects: ['/home/me'], check: true },
  takeOver: { ids: ['x'], plain: 'remove' },
  takeBack: { id: 'x' },
  scan: { path: '/home/me', history: true },
  audit: { limit: 20, token: 'ci' },
  get: { token: 'ci', tool: 'deploy', minLifeMs: 1000 },
  broker: { token: 'ci', tool: 'deploy', allow: ['GET /repos/**'] },
  login: { tool: 'git', server: 'https://git.example', username: 'me' },
  storeLogin: { tool: 'git', server: 'https://git.example', username: 'me', password: CANARY },
  eraseLogin: { tool: 'docker', server: 'r.example' },
  bindLogin: { tool: 'git', server: 'https://git.example', token: 'ci' },
  logins: { tool: 'docker' },
};
/** These answer a value, to those who may have it. */
const GIVING: ReadonlySet<string> = new Set(['get', 'login', 'export']);
export const givesValue = (command: unknown): boolean => typeof command === 'string' && GIVING.has(command);
const names = Object.keys(agentCommands);

/** What a command is given: good, spoiled, or with a value where the name of a token belongs. */
function inputsOf(command: string): fc.Arbitrary<unknown> {
  const good = INPUTS[command] ?? { token: 'ci' };
  return fc.oneof(
    { weight: 20, arbitrary: oddJson([good, good, { token: 'ci', confirmed: true }]) },
    { weight: 1, arbitrary: fc.constant({ ...good, token: CANARY }) },
  );
}

export const asks: fc.Arbitrary<{ readonly command: string; readonly input: unknown }> = fc
  .constantFrom(...names, ...Object.keys(INPUTS))
  .chain((name) => {
    const command = fc.oneof({ weight: 30, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: fc.string() });
    return fc.record({ command, input: inputsOf(name) });
  });
