import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents, type WebFrameMain } from 'electron';
import { channels, openTarget, type Handlers, type OpenTarget } from '../../shared/contract.ts';
import type { End } from '../../shared/lifetime.ts';
import type { SnapshotMessage } from '../../shared/snapshot.ts';
import type { Log } from '../domain/ports.ts';
import { answerPages } from './page-asks.ts';
import { createPictureSender } from './picture-sender.ts';
import type { ServedPage } from './served-page.ts';

interface PagesServed {
  readonly pages: readonly ServedPage[];
  readonly handlers: Handlers;
  show(target: OpenTarget): void;
  watch(listener: (message: SnapshotMessage) => void): End;
  readonly log: Log;
}

/**
 * Answers our windows. Only our own page's top frame is heard, on every channel.
 */
export function servePages({ pages, handlers, watch, show, log }: PagesServed): End {
  const watched = new Map<ServedPage, Watching>();
  const pageOf = (frame: WebFrameMain | null | undefined): ServedPage | undefined =>
    pages.find((page) => page.owns(frame));
  const stopWatching = (page: ServedPage): void => {
    void watched.get(page)?.end();
    watched.delete(page);
  };

  const asked = answerPages<WebFrameMain | null | undefined>({
    isOurs: (frame) => pageOf(frame) !== undefined,
    handlers,
    log,
  });
  const ask = (event: IpcMainInvokeEvent, name: unknown, input: unknown) => asked(event.senderFrame, name, input);

  function onWatch(event: IpcMainEvent, wanted: unknown): void {
    const page = pageOf(event.senderFrame);
    const contents = page?.contents();
    if (page === undefined || contents === undefined) return;
    if (wanted === 'rest') return watched.get(page)?.rest();
    stopWatching(page);
    if (wanted === true) watched.set(page, watchFor(contents, watch));
  }

  function onListening(event: IpcMainEvent): void {
    pageOf(event.senderFrame)?.listening();
  }

  function onShow(event: IpcMainEvent, asked: unknown): void {
    const target = openTarget.safeParse(asked);
    if (pageOf(event.senderFrame) !== undefined && target.success) show(target.data);
  }

  ipcMain.handle(channels.ask, ask);
  ipcMain.on(channels.watch, onWatch);
  ipcMain.on(channels.open, onListening);
  ipcMain.on(channels.show, onShow);
  return () => {
    ipcMain.removeHandler(channels.ask);
    ipcMain.off(channels.watch, onWatch);
    ipcMain.off(channels.open, onListening);
    ipcMain.off(channels.show, onShow);
    pages.forEach(stopWatching);
  };
}

interface Watching {
  readonly rest: () => void;
  readonly end: End;
}

/** Ends by itself when the page goes. */
function watchFor(contents: WebContents, watch: PagesServed['watch']): Watching {
  const sender = createPictureSender((text) => {
    if (!contents.isDestroyed()) contents.send(channels.snapshot, text);
  });
  const ending = watch(sender.tell);
  const gone = (): void => {
    void sender.end();
    void ending();
  };
  contents.once('destroyed', gone);
  contents.once('render-process-gone', gone);
  const end = (): void => {
    if (!contents.isDestroyed()) contents.off('destroyed', gone).off('render-process-gone', gone);
    gone();
  };
  return { rest: sender.rest, end };
}
