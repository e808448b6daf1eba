import ElectronStore from 'electron-store';
import type { OpenStore } from '../domain/ports.ts';

export const openElectronStore: OpenStore = (options) => new ElectronStore<{ sealed: Uint8Array }>(options);
