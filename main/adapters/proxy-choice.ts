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
