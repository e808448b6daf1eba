import ElectronStore from 'electron-store';
import type { OpenStore } from '../domain/storage-ports.ts';

export const openElectronStore: OpenStore = (options) => new ElectronStore<{ sealed: Uint8Array }>(options);
