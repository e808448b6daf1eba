import { placeOf } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { loadHeadless } from '../headless-bundle.ts';
import { isServed } from '../holder.ts';
import { answer, answerJson, fail, hint } from '../speak.ts';
import { startBehind } from '../start-behind.ts';

export interface AgentOptions {
  readonly foreground?: boolean;
  readonly once?: boolean;
  /** Ends when standard input does. */
  readonly bound?: boolean;
}

export function agent(context: Context, { foreground, once, bound }: AgentOptions): Promise<Exit> {
  if (once === true) return answerOnce(context);
  return foreground === true ? serveHere(context, bound === true) : serveBehind(context);
}

/** One request from standard input, one reply to standard output. */
async function answerOnce(context: Context): Promise<Exit> {
  let text = '';
  for await (const part of process.stdin.setEncoding('utf8') as AsyncIterable<string>) text += part;
  const reply = await loadHeadless(context).runOnce(context.home, parse(text));
  await new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(reply)}\n`, () => resolve()));
  return endAtOnce();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An ordinary exit would wait for a keychain call that hangs, for ever. */
function endAtOnce(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('a killed process goes on');
}

async function serveHere(context: Context, isBound: boolean): Promise<Exit> {
  const serving = await loadHeadless(context).serve(context.home);
  if (!serving.ok) return fail(serving.failure);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, serving.value.leave);
  if (isBound) process.stdin.resume().on('close', serving.value.leave);
  if (context.json) answerJson({ ready: true, socket: placeOf(context).path });
  else answer(`Listening at ${placeOf(context).path}`);
  await serving.value.ended;
  return exits.done;
}

async function serveBehind(context: Context): Promise<Exit> {
  if (await isServed(context)) {
    hint('the vault is served already');
    return exits.done;
  }
  const pid = await startBehind(context);
  if (pid !== undefined) {
    if (context.json) answerJson({ ready: true, socket: placeOf(context).path, pid });
    else answer(`Listening at ${placeOf(context).path}, process ${pid}`);
    return exits.done;
  }
  return fail({ code: 'agent-unreachable', reason: 'it did not start' }, 'see why with tokenkeep agent --foreground');
}
