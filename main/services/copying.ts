import type { Copied } from '../../shared/commands/keeping.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { duration, isAhead, later, minutes, seconds, type Instant } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { Secret } from '../domain/secret.ts';
import { deathOf } from '../domain/status.ts';
import type { IssuerTime } from './issuer-time.ts';
import { named } from './naming.ts';
import type { Renewals } from './renewal.ts';

/** How long to wait before another try at a clipboard that could not be looked at. */
const AGAIN = seconds(30);
/** Nothing is ever left on the clipboard for longer: a moment beyond was set by a clock that has been set back since. */
const LONGEST_CLEAR = minutes(10);

export interface Copying {
  copy(
    input: { readonly token: string; readonly clearAfterMs?: number | undefined },
    actor: string,
  ): Promise<Result<Copied, Failure>>;
  /** What is no token and as secret, such as an invitation; cleared in the same way. */
  put(value: Secret, label: string): Promise<Result<Copied, Failure>>;
  /** Takes our value off the clipboard, if it is still ours. Nobody else's copy is ever touched. */
  clear(): Promise<void>;
  dueAt(): Instant | undefined;
}

type Needs = Pick<
  Ports,
  'clock' | 'secrets' | 'digester' | 'catalog' | 'settings' | 'memory' | 'clipboard' | 'audit'
> & {
  readonly issuerTime: IssuerTime;
  readonly renewals: Renewals;
  changed(): void;
};

/** Keyring to clipboard, and off it again. */
export function createCopying(needs: Needs): Copying {
  const { clock, secrets, digester, catalog, settings, memory, clipboard, audit, issuerTime, renewals, changed } =
    needs;
  let tryAgainAt: Instant | undefined;

  async function remember(record: ReturnType<typeof memory.get>['clipboard']) {
    tryAgainAt = undefined;
    const kept = await memory.put({ ...memory.get(), clipboard: record });
    changed();
    return kept;
  }

  async function valueOf(token: Token): Promise<Result<Secret, Failure>> {
    const death = deathOf(token, issuerTime.now(token));
    if (death !== undefined) return failed({ code: 'token-useless', name: token.label, state: death.kind });
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    return kept.value === undefined
      ? failed({ code: 'value-missing', name: token.label })
      : succeeded(kept.value.credential.access);
  }

  async function offer(
    value: Secret,
    { digest, label }: { readonly digest: string; readonly label: string },
    clearAfterMs?: number,
  ): Promise<Result<Copied, Failure>> {
    const clearsAt = later(clock.now(), duration(clearAfterMs ?? settings.get().clearAfter));
    // The record comes first: after a crash the next start knows what to look for.
    const recorded = await remember({ digest, label, clearsAt });
    if (!recorded.ok) return recorded;
    const offered = await clipboard.offer(value);
    if (offered.ok) return succeeded({ label, clearsAt, ...offered.value });
    await remember(undefined);
    return offered;
  }

  return {
    dueAt() {
      const at = tryAgainAt ?? memory.get().clipboard?.clearsAt;
      return at === undefined || isAhead(at, clock.now(), LONGEST_CLEAR) ? at : clock.now();
    },

    async copy({ token: name, clearAfterMs }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      if (found.value.ending !== undefined) return failed({ code: 'revocation-pending', name: found.value.label });
      const fresh = await renewals.fresh(found.value, actor);
      if (!fresh.ok) return fresh;
      const token = fresh.value;
      const value = await valueOf(token);
      if (!value.ok) return value;
      // Written down before it happens: a use that cannot be recorded does not take place.
      const written = await audit.append({
        at: clock.now(),
        act: 'copy',
        token: token.id,
        label: token.label,
        actor,
        outcome: 'asked',
      });
      if (!written.ok) return written;
      return offer(value.value, { digest: token.digest, label: token.label }, clearAfterMs);
    },

    async put(value, label) {
      const digest = await digester.digest(value);
      return digest.ok ? offer(value, { digest: digest.value, label }) : digest;
    },

    async clear() {
      const record = memory.get().clipboard;
      if (record === undefined) return;
      tryAgainAt = later(clock.now(), AGAIN);
      const read = await clipboard.read();
      if (!read.ok) return;
      const digest = read.value === undefined ? undefined : await digester.digest(read.value);
      if (digest !== undefined && !digest.ok) return;
      // A newer copy of ours came meanwhile: it has its own time.
      if (memory.get().clipboard !== record) return;
      if (digest?.value === record.digest && !(await clipboard.clear()).ok) return;
      await remember(undefined);
    },
  };
}
