import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { badInput } from '../../shared/bad-input.ts';
import { channels, commandNames, commands, type CommandName, type Handlers } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { SnapshotMessage } from '../../shared/snapshot.ts';
import { bugFields } from '../domain/bug.ts';
import type { Log } from '../domain/ports.ts';
import type { AppWindow } from './window.ts';

interface WindowServed {
  readonly window: AppWindow;
  readonly handlers: Handlers;
  watch(listener: (message: SnapshotMessage) => void): End;
  readonly log: Log;
}

/**
 * Answers the window. Only our own page's top frame is heard; what it asks is checked by the command's schema. Anything else is refused
 * and logged by the command's name, never by what it carried.
 */
export function serveWindow({ window, handlers, watch, log }: WindowServed): End {
  let ending: End | undefined;
  const stopWatching = (): void => {
    void ending?.();
    ending = undefined;
  };

  async function ask(event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<Result<unknown, Failure>> {
    const command = commandNames.find((known) => known === name);
    if (command === undefined || !window.owns(event.senderFrame)) return refuse(command);
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
    const contents = window.contents();
    if (contents === undefined || !window.owns(event.senderFrame)) return;
    stopWatching();
    if (wanted === true) ending = watchFor(contents, watch);
  }

  function onListening(event: IpcMainEvent): void {
    if (window.owns(event.senderFrame)) window.listening();
  }

  ipcMain.handle(channels.ask, ask);
  ipcMain.on(channels.watch, onWatch);
  ipcMain.on(channels.open, onListening);
  return () => {
    ipcMain.removeHandler(channels.ask);
    ipcMain.off(channels.watch, onWatch);
    ipcMain.off(channels.open, onListening);
    stopWatching();
  };
}

/** Ends by itself when the page goes. */
function watchFor(contents: WebContents, watch: WindowServed['watch']): End {
  const ending = watch((message) => {
    if (!contents.isDestroyed()) contents.send(channels.snapshot, message);
  });
  const gone = (): void => void ending();
  contents.once('destroyed', gone);
  contents.once('render-process-gone', gone);
  return () => {
    if (!contents.isDestroyed()) contents.off('destroyed', gone).off('render-process-gone', gone);
    return ending();
  };
}

function handle(handlers: Handlers, command: CommandName, input: unknown): Promise<Result<unknown, Failure>> {
  // The table ties each handler to its own schema; over the whole union the compiler cannot see that.
  const handler = handlers[command] as (input: unknown) => Promise<Result<unknown, Failure>>;
  return handler(input);
}
