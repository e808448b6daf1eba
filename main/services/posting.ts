import type { Notice } from '../../shared/notice.ts';
import { days, duration, earlier, isAhead, isoOf, later, minutes, type Instant } from '../../shared/time.ts';
import { wordsIn } from '../../shared/words/in-language.ts';
import type { Language } from '../../shared/words/language.ts';
import type { Ports } from '../domain/ports.ts';
import type { Memory } from '../domain/storage-ports.ts';
import type { Secret } from '../domain/secret.ts';
import { named } from './naming.ts';

/** What could not be posted by then is not posted any more. */
const KEEP = days(3);
const MOST_WAIT = minutes(60);
const MOST_AT_ONCE = 20;

export interface Posting {
  /** Posts what is due, oldest first, and stops at the first that is not taken. */
  tend(online: boolean): Promise<void>;
  dueAt(online: boolean): Instant | undefined;
}

type Needs = Pick<Ports, 'clock' | 'catalog' | 'secrets' | 'memory' | 'settings' | 'webhook' | 'log'> & {
  language(): Language;
};

/**
 * Posts each notice of the inbox once, to the address that the person named. The inbox is the queue: what was not taken stays unposted there
 * over any restart.
 */
export function createPosting({ clock, catalog, secrets, memory, settings, webhook, log, language }: Needs): Posting {
  let posting: Promise<void> | undefined;

  /** Where to, since when. Undefined where nothing is to be posted. */
  function aim(): { readonly url: string; readonly keyName: string } | undefined {
    const { webhook: url, webhookKey: keyName } = settings.get();
    return webhook === undefined || url === null || keyName === null ? undefined : { url, keyName };
  }

  const stateFor = (url: string): NonNullable<Memory['posting']> | undefined => {
    const { posting: state } = memory.get();
    return state?.url === url ? state : undefined;
  };

  function pending(since: Instant): readonly Notice[] {
    const oldest = earlier(clock.now(), KEEP);
    return memory
      .get()
      .notices.filter(({ at, postedAt }) => postedAt === undefined && at >= since && at >= oldest)
      .sort((a, b) => a.at - b.at)
      .slice(0, MOST_AT_ONCE);
  }

  const put = (change: (memory: Memory) => Memory) => memory.put(change(memory.get()));

  async function keyOf(name: string): Promise<Secret | undefined> {
    const found = named(catalog, name);
    if (!found.ok) return undefined;
    const kept = await secrets.get(found.value.id);
    return kept.ok ? kept.value?.credential.access : undefined;
  }

  async function post(notice: Notice, url: string, key: Secret): Promise<boolean> {
    const isTaken =
      (await webhook?.post({ url, key, id: notice.id, body: bodyOf(notice, language(), clock.now()) })) === true;
    const now = clock.now();
    await put((before) => ({
      ...before,
      notices: before.notices.map((one) => (isTaken && one.id === notice.id ? { ...one, postedAt: now } : one)),
      ...(isTaken ? { posting: { ...sinceOf(before, url), misses: 0 } } : {}),
    }));
    return isTaken;
  }

  const sinceOf = (before: Memory, url: string) => ({ url, since: before.posting?.since ?? clock.now() });

  async function postDue(url: string, keyName: string, since: Instant): Promise<void> {
    const waiting = pending(since);
    if (waiting.length === 0) return;
    const key = await keyOf(keyName);
    for (const notice of waiting) {
      if (key !== undefined && (await post(notice, url, key))) continue;
      const misses = (stateFor(url)?.misses ?? 0) + 1;
      log.note('notice-not-posted', { misses, hasKey: key !== undefined });
      const wait = duration(Math.min(MOST_WAIT, minutes(1) * 2 ** Math.min(misses - 1, 10)));
      const notBefore = later(clock.now(), wait);
      return void (await put((before) => ({ ...before, posting: { ...sinceOf(before, url), misses, notBefore } })));
    }
  }

  async function tendNow(): Promise<void> {
    const to = aim();
    if (to === undefined) return;
    const state = stateFor(to.url);
    // What was told before there was anybody to post it to is not posted.
    if (state === undefined) {
      await put((before) => ({ ...before, posting: { url: to.url, since: clock.now(), misses: 0 } }));
    } else if (!isAhead(state.notBefore, clock.now(), MOST_WAIT)) await postDue(to.url, to.keyName, state.since);
  }

  return {
    async tend(online) {
      if (!online) return;
      posting ??= tendNow().finally(() => (posting = undefined));
      await posting;
    },
    dueAt(online) {
      const to = online && posting === undefined ? aim() : undefined;
      if (to === undefined) return undefined;
      const now = clock.now();
      const state = stateFor(to.url);
      if (state === undefined) return now;
      if (pending(state.since).length === 0) return undefined;
      return isAhead(state.notBefore, now, MOST_WAIT) ? state.notBefore : now;
    },
  };
}

/** Names and dates; there is no value in a notice. */
function bodyOf({ id, at, what }: Notice, language: Language, now: Instant): string {
  const { title, body } = wordsIn(language).notice(what, now);
  const { kind, label, provider } = what;
  const expiresAt = 'expiresAt' in what ? isoOf(what.expiresAt) : undefined;
  return JSON.stringify({ version: 1, id, at: isoOf(at), kind, name: label, provider, expiresAt, title, body });
}
