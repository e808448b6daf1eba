import type { Token } from '../../shared/token.ts';
import { hostOf } from '../domain/host.ts';
import type { ImportedEntry } from '../domain/importer.ts';
import type { Registry } from '../domain/provider.ts';
import type { Guess } from '../domain/recognition.ts';

/** What a value in another program's file is, as far as shape, name and place tell. */
export interface Identified extends Pick<Token, 'provider' | 'kind' | 'host'> {
  readonly what: string;
  /** It has the shape of a token, or its program keeps nothing else. */
  readonly isToken: boolean;
}

/** `expected` is whose tokens the program keeps. */
export function identified(entry: ImportedEntry, expected: string | undefined, registry: Registry): Identified {
  const chosen = registry.find(expected ?? '')?.provider.id;
  const guess = guessOf(entry, chosen, registry);
  const provider = guess?.provider ?? chosen ?? 'other';
  return {
    provider,
    kind: guess?.kindId,
    what: guess === undefined ? `${nameOf(chosen, registry)} token` : whatOf(guess, registry),
    isToken: guess !== undefined || chosen !== undefined,
    host: placeOf(provider, entry.host, registry),
  };
}

const nameOf = (provider: string | undefined, registry: Registry): string =>
  provider === undefined ? 'a' : (registry.get(provider)?.name ?? provider);

const whatOf = ({ provider, kind }: Guess, registry: Registry): string =>
  `${registry.get(provider)?.name ?? provider} ${kind}`;

/** One of the expected issuer, however unsure; of others only where something speaks for it. */
function guessOf(
  { value, name, host }: ImportedEntry,
  chosen: string | undefined,
  registry: Registry,
): Guess | undefined {
  const guesses = value.use((text) => registry.recognise(text, { name, host, chosen }));
  const ofChosen = guesses.find(({ provider }) => provider === chosen);
  return ofChosen ?? guesses.find(({ confidence }) => confidence !== 'low');
}

/** Its issuer's own address where that is another than the usual one. */
function placeOf(provider: string, host: string | undefined, registry: Registry): string | undefined {
  const rule = registry.get(provider)?.hosts;
  if (rule === undefined || rule.kind === 'none' || host === undefined || host === '') return undefined;
  const address = addressOf(host);
  if (rule.kind === 'default' && isUsual(rule.base, address)) return undefined;
  const read = hostOf(rule, address);
  return read.ok ? read.value : undefined;
}

/** Programs leave the scheme out; plain http is for this machine alone. */
function addressOf(host: string): string {
  if (/^https?:\/\//.test(host)) return host;
  return `${/^(?:localhost|127\.|\[::1\])/.test(host) ? 'http' : 'https'}://${host}`;
}

const hostNameOf = (address: string): string => /^https?:\/\/([^/:?#]+)/.exec(address)?.[1]?.toLowerCase() ?? '';
const isUsual = (base: string, address: string): boolean =>
  [hostNameOf(address), `api.${hostNameOf(address)}`].includes(hostNameOf(base));
