import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents, type WebFrameMain } from 'electron';
import { badInput } from '../../shared/bad-input.ts';
import {
  channels,
  commandNames,
  commands,
  openTarget,
  type CommandName,
  type Handlers,
  type OpenTarget,
} from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { SnapshotMessage } from '../../shared/snapshot.ts';
import { bugFields } from '../domain/bug.ts';
import type { Log } from '../domain/ports.ts';
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
 * Answers our windows. Only our own page's top frame is heard; what it asks is checked by the command's schema. Anything else is refused
 * and logged by the command's name, never by what it carried.
 */
export function servePages({ pages, handlers, watch, show, log }: PagesServed): End {
  const watched = new Map<ServedPage, Watching>();
  const pageOf = (frame: WebFrameMain | null | undefined): ServedPage | undefined =>
    pages.find((page) => page.owns(frame));
  const stopWatching = (page: ServedPage): void => {
    void watched.get(page)?.end();
    watched.delete(page);
  };

  async function ask(event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<Result<unknown, Failure>> {
    const command = commandNames.find((known) => known === name);
    if (command === undefined || pageOf(event.senderFrame) === undefined) return refuse(command);
    const read = commands[command].safeParse(input);
    if (!read.success) {
      log.note('window-input-refused', { command });
      return failed(badInput(read.error));
    }
    try {
      return await handle(handlers, command, read.data);
    } catch (error) {
      log.note('window-command-broke', { command, ...bugFields(error) });
      return failed({ code: 'bug' });
    }
  }

  function refuse(command: CommandName | undefined): Result<never, Failure> {
    log.note('window-command-refused', { command: command ?? 'unknown' });
    return failed({ code: 'refused' });
  }

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

function handle(handlers: Handlers, command: CommandName, input: unknown): Promise<Result<unknown, Failure>> {
  // The table ties each handler to its own schema; over the whole union the compiler cannot see that.
  const handler = handlers[command] as (input: unknown) => Promise<Result<unknown, Failure>>;
  return handler(input);
}
