import type { RotationPreview } from '../../../shared/commands/acts.ts';
import type { TokenView } from '../../../shared/snapshot.ts';
import { instant } from '../../../shared/time.ts';
import { exactTime } from '../../../shared/words-time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { confirm } from '../hidden-prompt.ts';
import { answer, answerJson, fail, hint, plain } from '../speak.ts';
import { tokenJson } from '../token-json.ts';
import { tokenRows } from '../token-rows.ts';

export interface RotateOptions {
  readonly preview?: boolean;
  readonly yes?: boolean;
}

/** Says what will happen, asks unless that was said already, and does it. */
export async function rotate(context: Context, token: string, { preview, yes }: RotateOptions): Promise<Exit> {
  const planned = await askVault(context, 'rotation', { token });
  if (!planned.ok) return fail(planned.failure);
  if (preview === true) return tellPlan(context, planned.value);
  const confirmed = yes === true || (context.interactive && (await agreed(token, planned.value)));
  const rotated = await askVault(context, 'rotate', { token, confirmed });
  if (!rotated.ok) return fail(rotated.failure, adviceOf(rotated.failure.code));
  tellToken(context, rotated.value);
  const { leftovers = [] } = rotated.value.token;
  if (leftovers.length > 0) hint('the old value still lives; it is ended and looked after by itself');
  return exits.done;
}

function tellPlan({ json }: Context, planned: RotationPreview): Exit {
  if (json) answerJson(previewJson(planned));
  else answer(previewWords(planned));
  return exits.done;
}

function tellToken({ json }: Context, view: TokenView): void {
  if (json) answerJson(tokenJson(view));
  else answer(tokenRows([view]));
}

const adviceOf = (code: string): string | undefined => (code === 'confirm-needed' ? 'say so with --yes' : undefined);

async function agreed(token: string, planned: RotationPreview): Promise<boolean> {
  process.stderr.write(previewWords(planned));
  return confirm(plain(`Rotate ${token} now?`));
}

export async function undo(context: Context, token: string): Promise<Exit> {
  const undone = await askVault(context, 'undo', { token });
  if (!undone.ok) return fail(undone.failure);
  tellToken(context, undone.value);
  return exits.done;
}

const DIES = {
  'at-once': 'The old value stops working in the same moment.',
  'when-proven': 'The old value works until the new one is proven and in place; then it is ended.',
  'by-itself': 'The old value ends by itself some time after.',
} as const;

function previewWords({ oldDies, undoable, consumers, targets, next }: RotationPreview): string {
  const lines = [
    'A new value is made, kept and proven, and takes the place of the old one.',
    DIES[oldDies],
    undoable ? 'Until then it can be undone.' : 'It cannot be undone.',
    consumers.length === 0 ? 'Nothing is recorded that uses it.' : `Used by ${consumers.join(', ')}.`,
    ...targets.map((target) => `Then written to ${target}.`),
    ...(next.length === 0 ? [] : [`By its schedule next at ${next.map((at) => exactTime(instant(at))).join(', ')}.`]),
  ];
  return `${lines.map(plain).join('\n')}\n`;
}

const previewJson = ({ next, ...planned }: RotationPreview) => ({
  ...planned,
  next: next.map((at) => new Date(at).toISOString()),
});
