import type { HttpRequest } from '../domain/http-port.ts';

/**
 * The address as it goes on the wire, with secrets where their names stood in braces. Undefined where a name stands for nothing, or where
 * what it stands for would lead elsewhere: a step up the path, or another host.
 */
export function filledUrl({ url, inUrl }: Pick<HttpRequest, 'url' | 'inUrl'>): string | undefined {
  if (inUrl === undefined) return url;
  if (!/^https?:\/\/[^/?#{}]+(?:[/?#]|$)/.test(url)) return undefined;
  let isWhole = true;
  const filled = url.replace(/\{([a-z-]+)\}/g, (_all, name: string) => {
    const text = inUrl[name]?.use(encoded);
    if (text === undefined) isWhole = false;
    return text ?? '';
  });
  return isWhole ? filled : undefined;
}

/** A colon needs no escape in a path or a query (RFC 3986 §3.3), and some issuers compare the address as it was sent. */
function encoded(text: string): string | undefined {
  if (text === '' || text === '.' || text === '..' || /\p{Cs}/u.test(text)) return undefined;
  return encodeURIComponent(text).replaceAll('%3A', ':');
}
