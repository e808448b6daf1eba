import type { End } from '../../../shared/lifetime.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { warning } from '../speak.ts';
import type { RefreshFile } from './refresh-file.ts';
import { lendNamed } from './wanted.ts';

const LOOK_EVERY_MS = 10_000;
/** So much life a value in the file always has, as far as its issuer gives that much. */
const MIN_LIFE_MS = 120_000;

interface Kept {
  readonly name: string;
  readonly tool: string;
  readonly scopes: readonly string[];
}

/**
 * Looks at the facts of a token, which are no secret, and fetches its value anew when it was changed or nears its end. A vault that does not
 * answer for a while leaves the file as it is. Gives back its end.
 */
export function keepFresh(context: Context, { name, tool, scopes }: Kept, file: RefreshFile): End {
  let seen: string | undefined;
  let isWorking = false;

  async function look(): Promise<void> {
    const shown = await askVault(context, 'show', { token: name });
    if (!shown.ok) return;
    const { addedAt, issuedAt, rotatedAt, expiry } = shown.value.token;
    // Of the value itself nothing is told but when it came.
    const stamp = JSON.stringify([addedAt, issuedAt, rotatedAt, expiry]);
    const nearsEnd = expiry.kind === 'at' && expiry.at - Date.now() < MIN_LIFE_MS;
    if (stamp === seen && !nearsEnd) return;
    const narrow = scopes.length === 0 ? {} : { scopes: [...scopes] };
    const lent = await lendNamed(context, { token: name, tool, minLifeMs: MIN_LIFE_MS, ...narrow });
    const written = lent.ok ? file.write(lent.value.value) : lent;
    if (written.ok) seen = stamp;
    else warning(`the value in the file could not be kept fresh (${written.failure.code})`);
  }

  const timer = setInterval(() => {
    if (isWorking) return;
    isWorking = true;
    void look().finally(() => (isWorking = false));
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
