import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/** Where the Linux distributions and the BSDs keep the certificates that the system trusts, as one file. */
export const SYSTEM_FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * Every certificate authority this machine trusts: Node's own, those of NODE_EXTRA_CA_CERTS, and the system's. Node before 22.15 cannot
 * be asked for the latter two, so they are read from their files; on Windows and macOS it then has its own and the extra ones.
 */
export function trustedCertificates(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (typeof tls.getCACertificates === 'function') {
    return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
  }
  const extra = env['NODE_EXTRA_CA_CERTS'];
  const system = [env['SSL_CERT_FILE'], ...SYSTEM_FILES].map(read).find((text) => text !== undefined);
  return [...tls.rootCertificates, read(extra), system].filter((text) => text !== undefined);
}

function read(file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
