import { useEffect, useRef } from 'react';
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

/** Widgets keep their lists of choices in the page, unseen. */
const isFloating = (): boolean =>
  [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')].some((part) => part.checkVisibility());

const focusSearch = (): void => document.querySelector<HTMLInputElement>('.tk-search input')?.focus();

/** `/` goes to the search, Escape back. Where something floats (a menu, a dialog, a list of choices) both are its own. */
export function useKeys({ place, query, go, onQuery }: Keys): void {
  const floats = useRef(false);
  useEffect(() => {
    // Before whatever floats hears of it, for it may be gone by the time that we do.
    const look = (): void => void (floats.current = isFloating());
    window.addEventListener('keydown', look, true);
    return () => window.removeEventListener('keydown', look, true);
  }, []);
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
      if (event.defaultPrevented || event.isComposing || isHeld(event) || floats.current) return;
      if (event.key === 'Escape') escape();
      if (event.key === '/' && !isWriting(event.target)) search(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [place, query, go, onQuery]);
}
