import { badInput } from '../../shared/bad-input.ts';
import { commandNames, commands, type CommandName, type Handlers } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, type Result } from '../../shared/result.ts';
import { bugFields } from '../domain/bug.ts';
import type { Log } from '../domain/ports.ts';

/** Answers what came over the channel, whatever it is and from whatever frame. Never throws. */
type PageAsks<Frame> = (from: Frame, name: unknown, input: unknown) => Promise<Result<unknown, Failure>>;

/**
 * The door of the vault for our windows: only a frame of ours is heard, and what it asks is checked by the command's schema. Anything else
 * is refused and logged by the command's name, never by what it carried.
 */
export function answerPages<Frame>({
  isOurs,
  handlers,
  log,
}: {
  isOurs(from: Frame): boolean;
  readonly handlers: Handlers;
  readonly log: Log;
}): PageAsks<Frame> {
  function refuse(command: CommandName | undefined): Result<never, Failure> {
    log.note('window-command-refused', { command: command ?? 'unknown' });
    return failed({ code: 'refused' });
  }
  return async (from, name, input) => {
    const command = commandNames.find((known) => known === name);
    if (command === undefined || !isOurs(from)) return refuse(command);
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
  };
}

function handle(handlers: Handlers, command: CommandName, input: unknown): Promise<Result<unknown, Failure>> {
  // The table ties each handler to its own schema; over the whole union the compiler cannot see that.
  const handler = handlers[command] as (input: unknown) => Promise<Result<unknown, Failure>>;
  return handler(input);
}
