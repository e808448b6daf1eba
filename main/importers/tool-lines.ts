import { parse as parseIni } from 'ini';
import { readDockerRegistry, readGitAddress, type Login } from '../../shared/login.ts';
import { failed, succeeded } from '../../shared/result.ts';
import type { Importer, ImportedEntry } from '../domain/importer.ts';
import { fieldsOf, parseJson } from '../domain/json.ts';
import { Secret } from '../domain/secret.ts';
import { textOfBase64 } from './base64.ts';

/** `//registry.npmjs.org/:_authToken=…` and the older forms: https://docs.npmjs.com/cli/configuring-npm/npmrc */
const npmrc: Importer = {
  kind: 'npmrc',
  provider: 'npm',
  fits: ({ path }) => /[\\/]\.?npmrc$/.test(path),
  read: ({ text = '' }) =>
    succeeded(
      Array.from(
        text.matchAll(/^[ \t]*(?:\/\/(\S+?)\/?:)?(_authToken|_auth|_password)[ \t]*=[ \t]*"?([^\s"]+)"?/gm),
      ).flatMap(([, host, key = '', written = ''], n) => npmEntry(host, key, written, n)),
    ),
};

/** A name in braces is a variable and no value. */
function npmEntry(host: string | undefined, key: string, written: string, n: number): readonly ImportedEntry[] {
  if (written.startsWith('${')) return [];
  const decoded = key === '_authToken' ? undefined : (textOfBase64(written) ?? '');
  const value = key === '_auth' ? decoded?.slice(decoded.indexOf(':') + 1) : (decoded ?? written);
  if (value === undefined || value === '') return [];
  return [{ name: `npm ${host ?? `default ${n}`}`, value: new Secret(value), written: new Secret(written), host }];
}

const TOKENS = /#[^\r\n]*|"((?:\\.|[^"\\])*)"|(\S+)/g;

/** https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html */
const netrc: Importer = {
  kind: 'netrc',
  fits: ({ path }) => /[\\/][._]netrc$/.test(path),
  read({ text = '' }) {
    const words = Array.from(text.replace(/^macdef[^]*?(?:\n\s*\n|$(?![^]))/gm, '').matchAll(TOKENS)).flatMap(
      ([whole, quoted, bare]) => (whole.startsWith('#') ? [] : [quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '']),
    );
    const entries: ImportedEntry[] = [];
    let [host, user] = ['default', undefined as string | undefined];
    words.forEach((word, n) => {
      const next = words[n + 1] ?? '';
      if (word === 'machine') [host, user] = [next, undefined];
      else if (word === 'default') [host, user] = ['default', undefined];
      else if (word === 'login') user = next;
      else if (word === 'password') entries.push({ name: `netrc ${host}`, value: new Secret(next), host, user });
    });
    return succeeded(entries);
  },
};

/** https://docs.docker.com/reference/cli/docker/login/#credential-stores: what is kept where no helper is set. */
const docker: Importer = {
  kind: 'docker',
  // Anything that is not base64 here makes Docker refuse the whole file.
  instead: '',
  fits: ({ path }) => /[\\/]\.docker[\\/]config\.json$/.test(path),
  read({ text = '' }) {
    const auths = fieldsOf(fieldsOf(parseJson(text))?.['auths']);
    return succeeded(Object.entries(auths ?? {}).flatMap(([host, kept]) => dockerEntry(host, kept)));
  },
};

/** `https://me@index.docker.io/v1/`, or `me@registry.example`. */
function dockerLogin(host: string, user: string): Login | undefined {
  const [, scheme = '', place = ''] = /^(https?:\/\/)?(.*)$/.exec(host) ?? [];
  return readDockerRegistry(`${scheme}${user}@${place}`);
}

function dockerEntry(host: string, kept: unknown): readonly ImportedEntry[] {
  const { auth, identitytoken } = (fieldsOf(kept) ?? {}) as {
    readonly auth?: unknown;
    readonly identitytoken?: unknown;
  };
  const entries: ImportedEntry[] = [];
  const login = typeof auth === 'string' ? (textOfBase64(auth) ?? '') : '';
  const gap = login.indexOf(':');
  if (typeof auth === 'string' && gap !== -1) {
    const value = new Secret(login.slice(gap + 1));
    const user = login.slice(0, gap);
    entries.push({
      name: `docker ${host}`,
      value,
      written: new Secret(auth),
      host,
      user,
      login: dockerLogin(host, user),
    });
  }
  if (typeof identitytoken === 'string')
    entries.push({ name: `docker ${host} identity`, value: new Secret(identitytoken), host });
  return entries;
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html */
const aws: Importer = {
  kind: 'aws',
  provider: 'aws',
  fits: ({ path }) => /[\\/]\.aws[\\/]credentials$/.test(path),
  read({ text = '' }) {
    const profiles = fieldsOf(parseIni(text));
    if (profiles === undefined) return failed('damaged');
    return succeeded(
      Object.entries(profiles).flatMap(([profile, kept]): readonly ImportedEntry[] => {
        const told = fieldsOf(kept) ?? {};
        const [id, secret, session] = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'].map((key) => {
          const value: unknown = told[key];
          return typeof value === 'string' ? value : undefined;
        });
        if (id === undefined || secret === undefined) return [];
        const fields = { 'access-key-id': new Secret(id) };
        return [
          {
            name: `aws ${profile}`,
            value: new Secret(secret),
            fields: session === undefined ? fields : { ...fields, 'session-token': new Secret(session) },
          },
        ];
      }),
    );
  },
};

/** `https://user:password@host`, one a line: https://git-scm.com/docs/git-credential-store */
const gitCredentials: Importer = {
  kind: 'git-credentials',
  fits: ({ path }) => /[\\/](?:\.git-credentials|git[\\/]credentials)$/.test(path),
  read: ({ text = '' }) =>
    succeeded(
      Array.from(text.matchAll(/^(https?):\/\/([^:@/\s]*):([^@/\s]+)@([^\s/]+)/gm)).map(
        ([, scheme = '', user = '', written = '', host = '']) => ({
          name: `git ${plain(host)}`,
          value: new Secret(plain(written)),
          written: new Secret(written),
          host: plain(host),
          user: plain(user),
          login: readGitAddress(`${scheme}://${user === '' ? '' : `${user}@`}${plain(host)}`),
        }),
      ),
    ),
};

/** `index-url = https://user:token@host/…`: https://pip.pypa.io/en/stable/topics/authentication/ */
const pip: Importer = {
  kind: 'pip',
  fits: ({ path }) => /[\\/]pip[\\/]?\.?(?:conf|ini)$|[\\/]pip\.(?:conf|ini)$/.test(path),
  read: ({ text = '' }) =>
    succeeded(
      Array.from(text.matchAll(/https?:\/\/([^:@/\s]*):([^@/\s]+)@([^\s/]+)/g)).map(
        ([, user = '', written = '', host = '']) => ({
          name: `pip ${host}`,
          value: new Secret(plain(written)),
          written: new Secret(written),
          host,
          user: plain(user),
        }),
      ),
    ),
};

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Files that hold one token and nothing else. */
const bare = (kind: 'vault-token' | 'huggingface', file: RegExp): Importer => ({
  kind,
  provider: kind === 'vault-token' ? 'vault' : 'huggingface',
  fits: ({ path }) => file.test(path),
  read({ text = '' }) {
    const value = text.trim();
    return succeeded(
      value === '' || /\s/.test(value) ? [] : [{ name: kind.replace('-token', ''), value: new Secret(value) }],
    );
  },
});

export const toolLines: readonly Importer[] = [
  npmrc,
  netrc,
  docker,
  aws,
  gitCredentials,
  pip,
  bare('vault-token', /[\\/]\.vault-token$/),
  bare('huggingface', /[\\/]huggingface[\\/]token$/),
];
