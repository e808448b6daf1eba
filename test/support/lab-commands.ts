import { z } from 'zod';
import { badInput } from '../../shared/bad-input.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { duration, instant, isoOf, parseIso } from '../../shared/time.ts';
import { clipboardModes } from './fake-clipboard.ts';
import { keyringModeOf } from './fake-keyring.ts';
import { notifierModes } from './fake-notifier.ts';
import type { LabVault } from './lab-vault.ts';

/** At most two thousand years, so that a clock stays a clock. */
const span = z
  .int()
  .min(0)
  .max(2000 * 366 * 86_400_000);

export const momentWord = z
  .string()
  .transform((text, context) => parseIso(text)?.at ?? unfit(context, 'a moment such as 2027-01-01T00:00:00Z'));
export const keyringWord = z
  .string()
  .transform((text, context) => keyringModeOf(text) ?? unfit(context, 'ok, absent, locked, hang or the like'));

const commands = {
  advance: span,
  suspend: span,
  wall: momentWord,
  keyring: keyringWord,
  notifier: z.enum(notifierModes),
  clipboard: z.enum(clipboardModes),
  clipboardSet: z.string().max(1_000_000),
  network: z.enum(['up', 'down']),
  report: z.literal(true),
  settle: z.literal(true),
  /** What the window and the tray are drawn from. */
  snapshot: z.literal(true),
} as const;

function unfit(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

type Commands = { readonly [K in keyof typeof commands]: z.output<(typeof commands)[K]> };
type Given = { readonly [K in keyof Commands]?: Commands[K] | undefined };

const line = z
  .strictObject(commands)
  .partial()
  .refine((given) => Object.keys(given).length === 1, 'one command a line');

export interface LabParts extends LabVault {
  /** Resolves when nothing is under way. */
  rest(): Promise<void>;
  /** The longest that the event loop was held up since the last report. */
  takeLag(): number;
}

/** Answers one line of input. A line that makes no sense is answered with an error. */
export async function obey(text: string, lab: LabParts): Promise<object> {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return { error: 'a line is one JSON object, such as {"advance":1000}' };
  }
  const read = line.safeParse(told);
  if (!read.success) return { error: failureWords(badInput(read.error)).happened };
  return (await move(read.data, lab)) ?? (await change(read.data, lab)) ?? look(read.data, lab);
}

async function move({ advance, suspend, wall }: Given, { clock, vault, rest }: LabParts): Promise<object | undefined> {
  if (advance !== undefined) {
    await clock.advance(duration(advance), rest);
  } else if (suspend !== undefined) {
    clock.suspend(duration(suspend));
    vault.resumed();
  } else if (wall !== undefined) {
    clock.setWall(wall);
  } else {
    return undefined;
  }
  await clock.ring(rest);
  return { ok: true, wall: isoOf(clock.now()) };
}

async function change(given: Given, lab: LabParts): Promise<object | undefined> {
  const { keyring, notifier, clipboard, clipboardSet, network } = given;
  if (keyring !== undefined) lab.keyring.setMode(keyring);
  else if (notifier !== undefined) lab.notifier.mode = notifier;
  else if (clipboard !== undefined) lab.clipboard.mode = clipboard;
  else if (clipboardSet !== undefined) lab.clipboard.userCopies(clipboardSet);
  else if (network !== undefined) lab.vault.online(network === 'up');
  else return undefined;
  await lab.clock.ring(lab.rest);
  return { ok: true };
}

async function look({ report, snapshot }: Given, lab: LabParts): Promise<object> {
  await lab.clock.ring(lab.rest);
  if (snapshot === true) return lab.vault.snapshot();
  return report === true ? reportOf(lab) : { ok: true };
}

function reportOf({ clock, notifier, clipboard, keyring, vault, takeLag }: LabParts): object {
  const labels = new Map(vault.snapshot().tokens.map(({ token }) => [token.id, token.label]));
  return {
    wall: isoOf(clock.now()),
    notices: notifier.shown.map(({ at, toast }) => ({
      at: isoOf(instant(at)),
      token: toast.token === undefined ? null : (labels.get(toast.token) ?? toast.token),
      kind: toast.kind,
      text: `${toast.title}. ${toast.body}`,
    })),
    clipboard: clipboard.report(),
    lagMs: takeLag(),
    keyringEntries: keyring.entries(),
    keyringReads: keyring.reads(),
  };
}
