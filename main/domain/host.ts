import type { VaultFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { HostRule } from './provider.ts';

type HostFailure = Extract<VaultFailure, { code: 'host-refused' }>;

const ADDRESS = /^(https?):\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?(\/[^?#\s]*)?$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * The base address to ask, as the user named it: https, or plain http for this machine alone; no user part, query or fragment. Undefined
 * where none was named and the provider has its own.
 */
export function hostOf(rule: HostRule, named: string | undefined): Result<string | undefined, HostFailure> {
  const host = named?.trim() ?? '';
  if (host === '')
    return rule.kind === 'named' || rule.kind === 'configured' ? refuse('', 'needed') : succeeded(undefined);
  return rule.kind === 'none' ? refuse(host, 'fixed') : baseOf(host);
}

function baseOf(host: string): Result<string, HostFailure> {
  const match = ADDRESS.exec(host);
  if (match === null) return refuse(host.slice(0, 100), 'not-a-url');
  const [, scheme = '', name = '', port = '', path = ''] = match;
  if (/^http$/i.test(scheme) && !LOOPBACK.test(name)) return refuse(name, 'plain-http');
  return succeeded(`${scheme.toLowerCase()}://${name.toLowerCase()}${port}${path.replace(/\/+$/, '')}`);
}

const refuse = (host: string, why: HostFailure['why']) => failed({ code: 'host-refused' as const, host, why });
