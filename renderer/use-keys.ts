import { useEffect } from 'react';
import { behind, home, type Place } from './place.ts';

interface Keys {
  readonly place: Place;
  readonly query: string;
  readonly go: (place: Place) => void;
  readonly onQuery: (query: string) => void;
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const isHeld = ({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean => altKey || ctrlKey || metaKey;

const focusSearch = (): void => document.querySelector<HTMLInputElement>('.tk-search input')?.focus();

/** `/` goes to the search, Escape back. Whatever floats (a menu, a dialog, a list of choices) has taken its own Escape before. */
export function useKeys({ place, query, go, onQuery }: Keys): void {
  useEffect(() => {
    const escape = (): void => {
      if (place.screen !== 'tokens') return go(behind(place));
      if (query !== '') onQuery('');
    };
    const search = (event: KeyboardEvent): void => {
      event.preventDefault();
      if (place.screen !== 'tokens') go(home);
      // After the list is drawn.
      requestAnimationFrame(focusSearch);
    };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isHeld(event) || isFloating()) return;
      if (event.key === 'Escape') escape();
      if (event.key === '/' && !isWriting(event.target)) search(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [place, query, go, onQuery]);
}

const isFloating = (): boolean => document.querySelector('[role=dialog], [role=menu], [role=listbox]') !== null;
