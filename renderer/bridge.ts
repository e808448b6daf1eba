import type { Bridge } from '../shared/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script; the window's only door. */
    readonly tokenkeep: Bridge;
  }
}

export const bridge: Bridge = window.tokenkeep;
