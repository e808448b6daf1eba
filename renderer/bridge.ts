import type { Bridge } from '../shared/contract.ts';
import type { SnapshotMessage } from '../shared/snapshot.ts';
import { readPictures } from './picture-reader.ts';

declare global {
  interface Window {
    /** Put there by the preload script; the window's only door. */
    readonly tokenkeep: Bridge;
  }
}

/** The same door, with pictures read. */
export const bridge = {
  ...window.tokenkeep,
  watch: (listener: (message: SnapshotMessage) => void) => window.tokenkeep.watch(readPictures(listener)),
};
