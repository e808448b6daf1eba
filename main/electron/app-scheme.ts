import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The window's own origin: no file address, nothing from the network. */
export const APP_ORIGIN = 'app://tokenkeep';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** To be called before the app is ready, and once. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the built renderer, and nothing outside its folder. */
export function serveAppScheme(session: Session, folder: string): void {
  session.protocol.handle('app', (request) => answer(request, path.resolve(folder)));
}

async function answer(request: Request, folder: string): Promise<Response> {
  const url = new URL(request.url);
  const file = path.join(folder, path.normalize(decodeURIComponent(url.pathname)));
  const type = TYPES[path.extname(file)];
  if (request.method !== 'GET' || `app://${url.host}` !== APP_ORIGIN) return refused();
  if (!file.startsWith(folder + path.sep) || type === undefined) return refused();
  try {
    const content = await readFile(file);
    return type.startsWith('text/html')
      ? page(content.toString('utf8'), type)
      : respond(content, type, policy(undefined));
  } catch {
    return refused();
  }
}

/** The widgets write style elements: each page load gives them a nonce, and no other style element counts. */
function page(html: string, type: string): Response {
  const nonce = randomBytes(16).toString('base64');
  return respond(html.replaceAll('__CSP_NONCE__', nonce), type, policy(nonce));
}

function policy(nonce: string | undefined): string {
  const styles = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function respond(body: string | Uint8Array<ArrayBuffer>, type: string, csp: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': csp,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

const refused = (): Response => new Response(null, { status: 404 });
