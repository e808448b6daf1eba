import type { GuessView, Guessed } from '../../shared/commands/keeping.ts';
import type { Asked } from '../../shared/contract.ts';
import type { ClipboardFailure, InputFailure, KeyringFailure, PasteFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenId } from '../../shared/token.ts';
import { fieldsFor } from '../domain/kind.ts';
import { cleanPaste, nameIn } from '../domain/paste.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import type { RecognitionContext } from '../domain/recognition.ts';
import { Secret } from '../domain/secret.ts';

export type Pasted = Asked<'guess'>['pasted'];
export type Taken = Guessed & { readonly value: Secret; readonly digest: string };

export interface Taking {
  /** The one value of a paste, what it may be by its shape and by what stands around it, and whether it is kept already. */
  take(
    pasted: Pasted,
    said: Omit<RecognitionContext, 'name'>,
    except?: TokenId,
  ): Promise<Result<Taken, ClipboardFailure | PasteFailure | KeyringFailure>>;
}

type Needs = Pick<Ports, 'clipboard' | 'digester' | 'catalog'> & { readonly registry: Registry };

export function createTaking({ clipboard, digester, catalog, registry }: Needs): Taking {
  async function textOf(pasted: Pasted): Promise<Result<string, ClipboardFailure | PasteFailure>> {
    if (pasted.kind === 'value') return succeeded(pasted.text);
    const read = await clipboard.read();
    if (!read.ok) return read;
    return read.value === undefined ? failed({ code: 'paste-empty' }) : succeeded(read.value.use((text) => text));
  }

  function guessesOf(value: string, context: RecognitionContext): readonly GuessView[] {
    return registry.recognise(value, context).map((guess) => {
      const { provider, kind } = registry.find(guess.kindId) ?? {};
      const { end = 'hidden', usualDays } = kind ?? {};
      const asked = provider === undefined ? [] : fieldsFor(provider, guess.kindId);
      const fields = asked.map(({ key, label, secret, needed, usual }) => ({
        key,
        label,
        secret,
        needed: needed && usual === undefined,
      }));
      const name = provider?.name ?? registry.get(guess.provider)?.name ?? guess.provider;
      return { ...guess, name, end, usualDays, fields };
    });
  }

  return {
    async take(pasted, said, except) {
      const text = await textOf(pasted);
      if (!text.ok) return text;
      const clean = cleanPaste(text.value, pasted);
      if (!clean.ok) return clean;
      const { value, cleaned } = clean.value;
      const what = registry.refuses(value);
      if (what !== undefined) return failed({ code: 'paste-session', what });
      const digest = await digester.digest(new Secret(value));
      if (!digest.ok) return digest;
      const same = catalog.list().find((token) => token.digest === digest.value && token.id !== except);
      return succeeded({
        value: new Secret(value),
        digest: digest.value,
        guesses: guessesOf(value, { ...said, name: nameIn(text.value) }),
        cleaned,
        duplicateOf: same?.label,
        length: value.length,
      });
    },
  };
}

/** Anything has a value in it that is shorter. */
const LEAST_CHARACTERS = 8;

/** A name is shown, logged and written down; so it must not be the value. */
export function unlessNamedByValue<F>(label: string, taken: Result<Taken, F>): Result<Taken, F | InputFailure> {
  const isNamed = (value: string): boolean => value.length >= LEAST_CHARACTERS && label.includes(value);
  if (!taken.ok || !taken.value.value.use(isNamed)) return taken;
  return failed({ code: 'bad-input', field: 'label', need: 'a name, not the value itself' });
}
