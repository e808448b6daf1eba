const ASKED = 'tk-search';

/** `quick`: for who comes from another program; Enter on a token copies it. */
export interface SearchAsked {
  readonly quick: boolean;
}

/** Brings up the field that leads anywhere. It is loaded when it is first asked for, so nothing of it is called here. */
export function openSearch(asked: SearchAsked): void {
  window.dispatchEvent(new CustomEvent(ASKED, { detail: asked }));
}

/** Gives back its end. */
export function onSearchAsked(listener: (asked: SearchAsked) => void): () => void {
  const hear = (event: Event): void => {
    if (event instanceof CustomEvent) listener(event.detail as SearchAsked);
  };
  window.addEventListener(ASKED, hear);
  return () => window.removeEventListener(ASKED, hear);
}
