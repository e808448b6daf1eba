import type { enWindow } from './en/window.ts';

/** What only the window says. A text that lacks its German does not compile. */
export type WindowText = typeof enWindow;
