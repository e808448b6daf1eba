import type { Instant } from './time.ts';

/** Where a tool takes a token as a password. */
export interface Login {
  readonly tool: 'git' | 'docker';
  /** For git: scheme, host and port, as `https://git.example`. For docker: the registry, as docker itself names it. */
  readonly server: string;
  /** A repository, or the owner of several. Left out it is the whole server. */
  readonly path?: string | undefined;
  /** Left out, any that is asked for will do. */
  readonly username?: string | undefined;
  /** The tool brought it, so the tool may have it taken away. */
  readonly stored?: boolean | undefined;
  /** When the server refused it, by the tool's word; nothing is proven by that. */
  readonly refusedAt?: Instant | undefined;
}

/** ASCII alone: a name that only looks like a known one is another name. */
const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\/(?:([^@/\s]*)@)?(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\d{1,5}))?(?:\/(.*))?$/i;
const USUAL_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };
const MOST_CHARACTERS = 2048;

/** The place that git means, and only that: scheme, host and port count, upper case and the usual port do not. */
export function gitServer(protocol: string, host: string): string | undefined {
  const address = `${protocol}://${host}`;
  const [, scheme = '', user, name = '', port, path] = ADDRESS.exec(address) ?? [];
  if (scheme === '' || user !== undefined || path !== undefined || address.length > MOST_CHARACTERS) return undefined;
  return serverOf(scheme, name, port);
}

function serverOf(scheme: string, name: string, port: string | undefined): string {
  const lower = scheme.toLowerCase();
  const isUsual = port === undefined || port === USUAL_PORTS[lower];
  return `${lower}://${name.toLowerCase()}${isUsual ? '' : `:${port}`}`;
}

/** A repository as an address names it, without slashes around it and without git's own ending. */
export const repositoryOf = (path: string): string => path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');

/** `https://me@git.example/owner/repository`; everything but scheme and host may be left out. A password has no place in it. */
export function readGitAddress(text: string): Login | undefined {
  if (text.length > MOST_CHARACTERS || /[\p{Cc}\s]/u.test(text)) return undefined;
  const match = ADDRESS.exec(text);
  if (match === null || match[2]?.includes(':') === true) return undefined;
  const [, scheme = '', user = '', name = '', port, path = ''] = match;
  const server = serverOf(scheme, name, port);
  return { tool: 'git', server, ...unlessEmpty('path', repositoryOf(path)), ...unlessEmpty('username', user) };
}

const unlessEmpty = <K extends string>(key: K, text: string) =>
  (text === '' ? {} : { [key]: text }) as { readonly [P in K]?: string };

/** What {@link readGitAddress} reads, and for docker the registry with its user. */
export function loginWords({ tool, server, path, username }: Login): string {
  const user = username === undefined ? '' : `${username}@`;
  if (tool === 'docker') return `${user}${server}`;
  return `${server.replace('://', `://${user}`)}${path === undefined ? '' : `/${path}`}`;
}

/** `me@registry.example:5000`, or an address of docker's own such as `https://me@index.docker.io/v1/`. */
export function readDockerRegistry(text: string): Login | undefined {
  const match = /^(https?:\/\/)?(?:([^@/\s]+)@)?([a-z0-9[][\w.:[\]/-]*)$/i.exec(text);
  if (match === null || text.length > MOST_CHARACTERS) return undefined;
  const [, scheme = '', user = '', place = ''] = match;
  return { tool: 'docker', server: `${scheme}${place}`, ...unlessEmpty('username', user) };
}
