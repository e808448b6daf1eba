// The vault with a clock, keyring, notifier and clipboard that do as they are told, for tests and for trying things out:
//   npm run -s lab -- --home DIR [--start ISO] [--keyring MODE] [--notifier MODE] [--clipboard MODE]
// One JSON command a line comes in, one JSON answer a line goes out. It is never part of a build.
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { answerWith } from '../../main/adapters/agent-answers.ts';
import { serveAgent } from '../../main/adapters/agent-socket.ts';
import type { Reply } from '../../shared/agent.ts';
import type { Failure } from '../../shared/failure.ts';
import { instant } from '../../shared/time.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { clipboardModes } from './fake-clipboard.ts';
import { notifierModes } from './fake-notifier.ts';
import { keyringWord, momentWord, obey, type LabParts } from './lab-commands.ts';
import { openLabVault, type LabSetup, type LabVault } from './lab-vault.ts';
import { watchLag } from './loop-lag.ts';

const USAGE =
  'usage: lab --home DIR [--start ISO] [--keyring MODE] [--notifier ok|no-daemon] [--clipboard ok|wayland-unfocused]\n';

const options = z.object({
  home: z
    .string()
    .min(1)
    .transform((folder) => resolve(folder)),
  start: momentWord.default(() => instant(Date.now())),
  keyring: keyringWord.default('ok'),
  notifier: z.enum(notifierModes).default('ok'),
  clipboard: z.enum(clipboardModes).default('ok'),
});

function setupOf(given: readonly string[]): LabSetup | undefined {
  const word = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...given],
      options: { home: word, start: word, keyring: word, notifier: word, clipboard: word },
    });
    return options.safeParse(values).data;
  } catch {
    return undefined;
  }
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function leave(failure: Failure): never {
  const { happened, todo = '' } = failureWords(failure);
  process.stderr.write(`lab: ${happened} ${todo}\n`);
  process.exit(1);
}

/** One thing at a time: what is told on stdin, and what rings by itself after a program asked something. */
function createQueue(): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (work) => (last = last.then(work));
}

async function serve(opened: LabVault): Promise<void> {
  const { vault, clock, socket, log, end } = opened;
  const asked = new Set<Promise<unknown>>();
  const inTurn = createQueue();
  const rest = async (): Promise<void> => {
    await Promise.allSettled(asked);
    await vault.settled();
  };
  const lab: LabParts = { ...opened, rest, takeLag: watchLag() };
  const answer = answerWith(vault.agent, log);
  const served = await serveAgent({
    place: socket,
    log,
    answer(message) {
      const answering: Promise<Reply> = answer(message).finally(() => {
        asked.delete(answering);
        void inTurn(() => clock.ring(rest).catch(complain));
      });
      asked.add(answering);
      return answering;
    },
  });
  if (!served.ok) leave(served.failure);
  await vault.start();
  await clock.ring(rest);
  lab.takeLag();
  say({ ready: true, socket: socket.path });
  const stop = async (): Promise<void> => {
    await served.value();
    await end();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  for await (const line of createInterface({ input: process.stdin })) {
    await inTurn(async () => say(await obey(line, lab).catch(broken)));
  }
  await stop();
}

const said = (error: unknown): string => `the lab broke: ${error instanceof Error ? error.message : 'unknown'}`;
const broken = (error: unknown): object => ({ error: said(error) });
const complain = (error: unknown): void => void process.stderr.write(`${said(error)}\n`);

const setup = setupOf(process.argv.slice(2));
if (setup === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const opened = await openLabVault(setup);
if (!opened.ok) leave(opened.failure);
await serve(opened.value);
