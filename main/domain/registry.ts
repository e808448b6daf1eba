import { bySureness, guessesAmong, type Guess, type RecognitionContext } from './recognition.ts';
import { withoutEchoes } from './echo.ts';
import { withinKinds } from './kind-limits.ts';
import type { Named, Provider, Registry } from './provider.ts';

/** A registry of these providers, in order of recognition. */
export function createRegistry(providers: readonly Provider[]): Registry {
  const all = providers.map(withinKinds).map(withoutEchoes);
  const byId = new Map(all.map((provider) => [provider.id, provider]));
  const byKind = new Map(all.flatMap((provider) => provider.kinds.map((kind) => [kind.id, { provider, kind }])));

  function find(name: string): Named | undefined {
    const provider = byId.get(name);
    if (provider === undefined) return byKind.get(name);
    return { provider, kind: provider.kinds.length === 1 ? provider.kinds[0] : undefined };
  }

  return {
    all,
    get: (id) => byId.get(id),
    find,
    recognise: (value, context = {}) => bySureness(all.flatMap((provider) => guessesOf(provider, value, context))),
    refuses: (value) => all.flatMap(({ refuses = [] }) => refuses).find(({ shape }) => shape.test(value))?.what,
  };
}

/** What one provider makes of a value. */
export function guessesOf(provider: Provider, value: string, context: RecognitionContext = {}): readonly Guess[] {
  return provider.recognise === undefined
    ? guessesAmong(provider.id, provider.kinds, value, context)
    : provider.recognise(value, context);
}
