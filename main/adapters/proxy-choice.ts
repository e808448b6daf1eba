import { urlOf } from './url-of.ts';

/**
 * The proxy for an https address by the usual variables: `https_proxy`, else `all_proxy`, either case, lower first; none where `no_proxy`
 * names the host (`*`, `example.org` and all below it, `.example.org`, either with `:port`). What stays on this machine never takes one.
 */
export function proxyFor(url: URL, env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (url.protocol !== 'https:' || /^(localhost|127\..*|\[::1\])$/.test(url.hostname)) return undefined;
  const proxy = of(env, 'https_proxy') ?? of(env, 'all_proxy');
  if (proxy === undefined || isExempt(url, of(env, 'no_proxy') ?? '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** What the environment's variables say to sign in with at that proxy, where they name it; `at` is its `host:port`. */
export function proxyLogin(
  at: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly username: string; readonly password: string } | undefined {
  const proxy = urlOf(of(env, 'https_proxy') ?? of(env, 'all_proxy') ?? '');
  if (proxy === undefined || proxy.username === '') return undefined;
  if (placeOf(proxy) !== at) return undefined;
  return { username: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) };
}

const USUAL_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

const placeOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port === '' ? (USUAL_PORTS[protocol] ?? '1080') : port}`;

/** The same proxy, with what is signed in with at it. */
export function withLogin(proxy: string | undefined, env: Readonly<Record<string, string | undefined>>) {
  const url = proxy === undefined ? undefined : urlOf(proxy);
  const login = url === undefined ? undefined : proxyLogin(placeOf(url), env);
  if (url === undefined || login === undefined) return proxy;
  url.username = encodeURIComponent(login.username);
  url.password = encodeURIComponent(login.password);
  return url.href;
}

function of(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const value = env[name] ?? env[name.toUpperCase()];
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function isExempt(url: URL, list: string): boolean {
  const port = url.port === '' ? '443' : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, host = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      const name = host.replace(/^\*?\./, '');
      return (only === undefined || only === port) && (url.hostname === name || url.hostname.endsWith(`.${name}`));
    });
}
