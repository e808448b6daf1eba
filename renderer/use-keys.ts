import { useEffect, useRef } from 'react';
import { tokenList, type Place, type Travel } from './place.ts';
import { openSearch } from './search-door.ts';

interface Keys {
  readonly place: Place;
  readonly query: string;
  readonly travel: Travel;
  readonly onQuery: (query: string) => void;
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || isField(target));

const isField = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);

const isHeld = ({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean => altKey || ctrlKey || metaKey;

const isAnywhere = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key === 'k' && (ctrlKey || metaKey) && !altKey;

/** Widgets keep their lists of choices in the page, unseen. */
const isFloating = (): boolean =>
  [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')].some((part) => part.checkVisibility());

/** Frames in which a list that is still being loaded appears. */
const MOST_FRAMES = 120;

function focusSearch(frame = 0): void {
  const field = document.querySelector<HTMLInputElement>('.tk-search input');
  if (field !== null) field.focus();
  else if (frame < MOST_FRAMES) requestAnimationFrame(() => focusSearch(frame + 1));
}

/** `/` goes to the search, Ctrl K anywhere, Escape back. Where something floats (a menu, a dialog, a list of choices) they are its own. */
export function useKeys({ place, query, travel, onQuery }: Keys): void {
  const floats = useRef(false);
  useEffect(() => {
    // Before whatever floats hears of it, for it may be gone by the time that we do.
    const look = (): void => void (floats.current = isFloating());
    window.addEventListener('keydown', look, true);
    return () => window.removeEventListener('keydown', look, true);
  }, []);
  useEffect(() => {
    const escape = (): void => {
      if (place.screen === 'tokens' && query !== '') onQuery('');
      else if (place.screen !== 'home') travel.back();
    };
    const search = (event: KeyboardEvent): void => {
      event.preventDefault();
      if (place.screen !== 'tokens') travel.go(tokenList);
      // After the list is drawn.
      requestAnimationFrame(() => focusSearch());
    };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || floats.current) return;
      if (isAnywhere(event)) return openSearch({ quick: false });
      if (isHeld(event)) return;
      if (event.key === 'Escape') escape();
      if (event.key === '/' && !isWriting(event.target)) search(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [place, query, travel, onQuery]);
}
