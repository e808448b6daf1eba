import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, channels as agreed, OpenTarget } from '../../shared/contract.ts';

// Written out: a sandboxed preload is one small file, and the contract's own table would bring its schemas along.
const channels = {
  ask: 'ask',
  watch: 'watch',
  snapshot: 'snapshot',
  open: 'open',
  show: 'show',
} satisfies typeof agreed;

const watchers = new Set<(text: string) => void>();
const openers = new Set<(target: OpenTarget) => void>();

// Asked for while the page is still being read, so that the picture is there when it is.
let early: string[] | undefined = [];
ipcRenderer.send(channels.watch, true);

ipcRenderer.on(channels.snapshot, (_event, text: string) => {
  early?.push(text);
  for (const watcher of watchers) watcher(text);
});
ipcRenderer.on(channels.open, (_event, target: OpenTarget) => {
  for (const opener of openers) opener(target);
});

const bridge: Bridge = {
  ask: (command, input) => ipcRenderer.invoke(channels.ask, command, input),
  watch(listener) {
    watchers.add(listener);
    if (early === undefined) ipcRenderer.send(channels.watch, true);
    else early.forEach((text) => listener(text));
    early = undefined;
    return () => {
      watchers.delete(listener);
      if (watchers.size === 0) ipcRenderer.send(channels.watch, false);
    };
  },
  rest: () => ipcRenderer.send(channels.watch, 'rest'),
  onOpen(listener) {
    openers.add(listener);
    ipcRenderer.send(channels.open);
    return () => void openers.delete(listener);
  },
  show: (target) => ipcRenderer.send(channels.show, target),
};

contextBridge.exposeInMainWorld('tokenkeep', bridge);
