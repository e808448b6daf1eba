import path from 'node:path';
import { isMap, parseDocument, type Document } from 'yaml';
import { succeeded, type Result } from '../../../shared/result.ts';
import type { Failure } from '../../../shared/failure.ts';
import { refuse, type Edit, type Tool, type Wish } from './tool.ts';

const VERB = 'kubectl-credential';

const configOf = ({ home, env }: Wish): string =>
  env['KUBECONFIG']?.split(path.delimiter)[0] || path.join(home, '.kube', 'config');

const edit = (wish: Wish, next: Edit['next']): Edit => ({ file: configOf(wish), mode: 0o600, next });

/** See "client-go credential plugins" in the documentation of Kubernetes. */
const pluginOf = ({ self, token }: Wish) => ({
  apiVersion: 'client.authentication.k8s.io/v1',
  command: self[0],
  args: [...self.slice(1), VERB, token],
  interactiveMode: 'Never',
  provideClusterInfo: false,
});

interface Users {
  readonly users?: readonly ({ readonly name?: unknown; readonly user?: Readonly<Record<string, unknown>> } | null)[];
}

const usersIn = (document: Document): NonNullable<Users['users']> => ((document.toJS() ?? {}) as Users).users ?? [];
const isOurs = (user: Readonly<Record<string, unknown>> | undefined): boolean =>
  JSON.stringify(user?.['exec'] ?? null).includes(`"${VERB}"`);

function withUser(text: string | undefined, wish: Wish): Result<string, Failure> {
  const document = parseDocument(text ?? 'apiVersion: v1\nkind: Config\n');
  if (document.errors.length > 0 || !isMap(document.contents)) return refuse('the configuration', 'a file of kubectl');
  const users = usersIn(document);
  const index = users.findIndex((one) => one?.name === wish.at);
  const before = users[index]?.user;
  if (before !== undefined && Object.keys(before).length > 0 && !isOurs(before)) {
    return refuse('--at', 'a user that has no other way to sign in yet');
  }
  const entry = { name: wish.at, user: { exec: pluginOf(wish) } };
  if (users.length === 0) document.set('users', [entry]);
  else if (index === -1) document.addIn(['users'], entry);
  else document.setIn(['users', index], entry);
  return succeeded(document.toString({ lineWidth: 0 }));
}

function withoutUsers(text: string | undefined, { at }: Wish): string | undefined {
  if (text === undefined) return undefined;
  const document = parseDocument(text);
  const ours = usersIn(document).flatMap((one, index) =>
    isOurs(one?.user) && (at === undefined || one?.name === at) ? [index] : [],
  );
  if (ours.length === 0) return text;
  for (const index of ours.reverse()) document.deleteIn(['users', index]);
  return document.toString({ lineWidth: 0 });
}

export const kubectl: Tool = {
  needsToken: true,
  at: 'a user of the configuration',
  makes: (wish) =>
    wish.at === undefined
      ? refuse('--at', 'the name of a user in the configuration of kubectl')
      : succeeded([edit(wish, (text) => withUser(text, wish))]),
  undoes: (wish) => [edit(wish, (text) => succeeded(withoutUsers(text, wish)))],
  after: ({ at = '' }) => `use it with kubectl --user ${at}, or in a context`,
};
