import type pg from 'pg';
import type { End } from '../../shared/lifetime.ts';
import type { PostgresLink } from './team-postgres-link.ts';

const FIRST_AGAIN_MS = 500;
const LONGEST_AGAIN_MS = 30_000;
/** A connection that died in silence, as over a sleep, is found out by asking. */
const ASK_EVERY_MS = 45_000;
/** Changes that come together are told together. */
const TOGETHER_MS = 20;

/** Told soon after each change, and after each time in which one may have been missed. Keeps no process alive. */
export function watchPostgres(link: PostgresLink, channel: string, onChange: () => void): End {
  let ended = false;
  let misses = 0;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let telling: NodeJS.Timeout | undefined;

  function tell(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      if (!ended) onChange();
    }, TOGETHER_MS).unref();
  }

  function later(run: () => void, ms: number): void {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(run, ms).unref();
  }

  function again(): void {
    const gone = client;
    client = undefined;
    void gone?.end().catch(() => undefined);
    const wait = Math.min(FIRST_AGAIN_MS * 2 ** misses, LONGEST_AGAIN_MS);
    misses += 1;
    later(() => void begin(), wait * (0.5 + Math.random() / 2));
  }

  async function begin(): Promise<void> {
    const connected = await link.connect();
    if (!connected.ok) return again();
    const mine = connected.value;
    if (ended) return void mine.end().catch(() => undefined);
    client = mine;
    mine.on('notification', tell);
    mine.once('end', () => client === mine && again());
    try {
      await mine.query(`listen "${channel}"`);
      misses = 0;
      tell();
      ask(mine);
    } catch {
      again();
    }
  }

  function ask(mine: pg.Client): void {
    later(() => {
      mine.query('select').then(
        () => client === mine && ask(mine),
        () => client === mine && again(),
      );
    }, ASK_EVERY_MS);
  }

  void begin();
  return () => {
    ended = true;
    clearTimeout(timer);
    clearTimeout(telling);
    void client?.end().catch(() => undefined);
  };
}
