import type { KindView } from '../../../shared/kind.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, hint, plain } from '../speak.ts';
import { table } from '../table.ts';

export async function kinds(context: Context): Promise<Exit> {
  const known = await askVault(context, 'kinds', {});
  if (!known.ok) return fail(known.failure);
  if (context.json) answerJson(known.value.map(kindJson));
  else {
    const rows = known.value.map((kind) => ({ mark: '', cells: [kind.id, canWords(kind), nameOf(kind)].map(plain) }));
    answer(table(rows, process.stdout.isTTY ? process.stdout.columns : undefined));
    hint('* built without its issuer having confirmed it: see the documentation that --json names');
  }
  return exits.done;
}

const nameOf = ({ name, kind }: KindView): string => `${name}, ${kind}`;

const canWords = ({ can }: KindView): string =>
  can.map(({ what, sureness }) => (sureness === 'unverified' ? `${what}*` : what)).join(' ');

/** A kind as other programs read it. Fields may be added, never changed. */
function kindJson({ can, look, base, validFrom, validUntil, ...kind }: KindView) {
  return {
    ...kind,
    base: base ?? null,
    look: look ?? null,
    capabilities: Object.fromEntries(can.map(({ what, sureness }) => [what, sureness])),
    validFrom: validFrom ?? null,
    validUntil: validUntil ?? null,
  };
}
