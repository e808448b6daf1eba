import { Readable } from 'node:stream';
import tls from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Exchange, Exchanged, Halt, PlainRequest } from '../domain/http-port.ts';
import { codeOf } from './net-errors.ts';
import { proxyFor } from './proxy-choice.ts';
import { trustedCertificates } from './trusted-certificates.ts';
import { urlOf } from './url-of.ts';

type Undici = Pick<typeof import('undici'), 'Agent' | 'ProxyAgent' | 'request'>;
type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy for an address, with what is signed in with at it; undefined where it is asked directly. */
type ProxyChoice = (url: URL) => Promise<string | undefined>;

interface Stack {
  readonly undici: Undici;
  agentFor(proxy: string | undefined): Dispatcher;
}

/**
 * The network where there is no Electron: proxy by the environment's variables unless it is chosen otherwise, certificates of Node and the system, HTTP/1.1. The stack
 * is loaded at the first request, for most commands make none.
 */
export function createUndiciExchange(
  env: Environment = process.env,
  proxyOf: ProxyChoice = async (url) => proxyFor(url, env),
): Exchange {
  let stack: Promise<Stack> | undefined;
  return async (request, halt) => {
    const proxy = await proxyOf(new URL(request.url));
    try {
      stack ??= import('undici').then((undici) => createStack(undici, env));
      return await converse(await stack, { request, proxy }, halt);
    } catch (error) {
      return { kind: 'failed', code: refusedByProxy(error, proxy) ?? codeOf(error) };
    }
  };
}

function createStack(undici: Undici, env: Environment): Stack {
  const secureContext = tls.createSecureContext({ ca: [...trustedCertificates(env)] });
  const direct = new undici.Agent({ connect: { secureContext }, headersTimeout: 0, bodyTimeout: 0 });
  const proxied = new Map<string, Dispatcher>();
  return {
    undici,
    agentFor(proxy) {
      if (proxy === undefined) return direct;
      const agent =
        proxied.get(proxy) ??
        new undici.ProxyAgent({
          uri: proxy,
          requestTls: { secureContext },
          proxyTls: { secureContext },
          headersTimeout: 0,
          bodyTimeout: 0,
        });
      proxied.set(proxy, agent);
      return agent;
    },
  };
}

interface Wanted {
  readonly request: PlainRequest;
  readonly proxy: string | undefined;
}

async function converse(stack: Stack, { request, proxy }: Wanted, halt: Halt): Promise<Exchanged> {
  const { url, method, headers, body } = request;
  const answer = await stack.undici.request(new URL(url), {
    method,
    headers,
    body: body === undefined || typeof body === 'string' ? (body ?? null) : Readable.from(body),
    dispatcher: stack.agentFor(proxy),
    signal: signalOf(halt),
  });
  return { kind: 'response', status: answer.statusCode, headers: joined(answer.headers), body: answer.body };
}

function signalOf(halt: Halt): AbortSignal {
  const halting = new AbortController();
  if (halt.aborted) halting.abort();
  halt.addEventListener('abort', () => halting.abort(), { once: true });
  return halting.signal;
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

/** A tunnel that the proxy did not open is told by undici in a sentence; a proxy that is not there, by its address alone. */
function refusedByProxy(error: unknown, proxy: string | undefined): string | undefined {
  if (proxy === undefined || !(error instanceof Error)) return undefined;
  const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  if (status !== undefined) return `PROXY_${status}`;
  if (urlOf(proxy) === undefined || !/^https?:/.test(proxy)) return 'PROXY_UNSUPPORTED';
  return isAbout(error, new URL(proxy)) ? `PROXY_${codeOf(error)}` : undefined;
}

function isAbout(error: Error, proxy: URL): boolean {
  const { hostname, port, errors } = error as { hostname?: unknown; port?: unknown; errors?: unknown };
  if (Array.isArray(errors)) return errors.some((each) => each instanceof Error && isAbout(each, proxy));
  const proxyPort = proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : Number(proxy.port);
  // Through a proxy, no other name is looked up and no other address connected to.
  return hostname === proxy.hostname || port === proxyPort;
}
