const MOST_CHARACTERS = 8192;
const PAGE = /^(https?):\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?([/?#][\x21-\x7e]*)?$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** An address that may be shown and opened: https, or plain http on this machine alone; no user part. Any other scheme starts programs. */
export function isPage(text: string): boolean {
  const [, scheme = '', host = ''] = (text.length <= MOST_CHARACTERS ? PAGE.exec(text) : null) ?? [];
  return scheme.toLowerCase() === 'https' || (scheme.toLowerCase() === 'http' && LOOPBACK.test(host));
}
