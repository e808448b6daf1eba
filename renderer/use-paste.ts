import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState, type RefObject } from 'react';
import type { Guessed } from '../shared/commands/keeping.ts';
import type { Ask } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { Result } from '../shared/result.ts';
import { takeSecret, type SecretField } from './parts/secret-input.tsx';
import { useAsk } from './use-ask.ts';

type Pasted = Ask<'guess'>['pasted'];

/** How far the person lets a doubtful paste be cleaned. */
export type Care = 'ordinary' | 'confirmed' | 'exact';

/** What main said about a paste, without the paste. */
export interface Looked {
  readonly source: 'clipboard' | 'field';
  readonly care: Care;
  readonly answer: Result<Guessed, Failure>;
}

export interface Paste {
  readonly field: RefObject<SecretField | null>;
  /** Changes when the field was emptied: a new input, with nothing to undo. */
  readonly turn: number;
  readonly looked: Looked | undefined;
  readonly busy: boolean;
  readonly look: (source: Looked['source'], care?: Care) => Promise<void>;
  readonly typed: () => void;
  /** Takes what was read elsewhere in place of the field's content. */
  readonly hold: (text: string) => void;
  /** The paste for one request. The field is empty when this returns. */
  readonly take: () => Pasted | undefined;
  readonly drop: () => void;
}

const careOf = (care: Care) => ({ exact: care === 'exact', confirmed: care === 'confirmed' });

/** A value on its one way from clipboard or field to main. It rests in the field alone, never in state. */
export function usePaste(): Paste {
  const field = useRef<SecretField>(null);
  const newest = useRef(0);
  const [turn, setTurn] = useState(0);
  const [looked, setLooked] = useState<Looked>();
  const { busy, ask } = useAsk('guess');

  const see = async (source: Looked['source'], care: Care): Promise<void> => {
    newest.current += 1;
    const mine = newest.current;
    const text = field.current?.value ?? '';
    if (source === 'field' && text === '') return setLooked(undefined);
    const answer = await ask({
      pasted: source === 'field' ? { kind: 'value', text, ...careOf(care) } : { kind: 'clipboard', ...careOf(care) },
    });
    if (mine === newest.current) setLooked({ source, care, answer });
  };
  const seeSoon = useDebouncedCallback(() => void see('field', 'ordinary'), 200);

  const look = async (source: Looked['source'], care: Care = 'ordinary'): Promise<void> => {
    seeSoon.cancel();
    if (source === 'clipboard') takeSecret(field.current);
    await see(source, care);
  };

  const hold = (text: string): void => {
    field.current = { value: text };
  };

  const drop = (): void => {
    seeSoon.cancel();
    newest.current += 1;
    takeSecret(field.current);
    setTurn((before) => before + 1);
    setLooked(undefined);
  };

  const take = (): Pasted | undefined => {
    if (looked?.source === 'clipboard') return { kind: 'clipboard', ...careOf(looked.care) };
    const text = takeSecret(field.current);
    const care = careOf(looked?.care ?? 'ordinary');
    drop();
    return text === '' ? undefined : { kind: 'value', text, ...care };
  };

  return { field, turn, looked, busy, look, typed: seeSoon, hold, take, drop };
}
