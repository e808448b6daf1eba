import { openVault } from '../../main/vault.ts';
import { days, later, minutes } from '../../shared/time.ts';
import { tokenId, type Token } from '../../shared/token.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import {
  countingRandom,
  memoryAudit,
  memoryCatalog,
  memoryJournal,
  memoryLog,
  memorySecrets,
  memorySettings,
  memoryStore,
  plainDigester,
  scriptedHttp,
} from '../support/memory-ports.ts';
import { aToken, looked, T0 } from '../support/tokens.ts';
import type { Bench } from './bench.ts';
import { median, rounded } from './figures.ts';
import { quietPorts } from './quiet-ports.ts';

const TOKENS = 10_000;
const BEATS = 101;
const TARGET_MS = 5;

/** Of every sort: dated and not, renewing themselves, rotated by the calendar. Nothing is due. */
function tokenOf(n: number): Token {
  const facts = { id: tokenId(`bench-${n}`), label: `service-${n}`, standing: looked({ kind: 'valid' }, T0) };
  const expiry = { kind: 'at', at: later(T0, days(30 + (n % 700))), precision: 'instant', source: 'issuer' } as const;
  if (n % 4 === 0) return aToken({ ...facts, expiry });
  if (n % 4 === 1) return aToken({ ...facts, provider: 'gitlab' });
  if (n % 4 === 2)
    return aToken({ ...facts, expiry, provider: 'oauth2', host: 'https://sso.example', hasRefresh: true });
  const schedule = { kind: 'cron', cron: '0 3 1 * *', zone: 'Europe/Berlin', since: T0 } as const;
  return aToken({ ...facts, expiry, provider: 'gitlab', schedule });
}

export const upkeep: Bench = {
  name: 'upkeep',
  about: `one heartbeat over ${TOKENS} tokens with nothing due; target ${TARGET_MS} ms`,
  needsDesktop: false,
  async run(say) {
    const clock = createFakeClock(T0);
    const tokens = Array.from({ length: TOKENS }, (_, n) => tokenOf(n));
    const surface = { open: () => false, leave: () => false, tray: () => 'no-host' as const, drawsLabels: false };
    const http = scriptedHttp(() => ({ kind: 'silent', at: T0, cause: 'offline', code: 'ENOTFOUND' }));
    const vault = openVault(
      {
        ...quietPorts,
        clock,
        scheduler: clock,
        timer: clock,
        secrets: memorySecrets(),
        catalog: memoryCatalog(tokens),
        audit: memoryAudit(),
        http,
        settings: memorySettings(),
        memory: memoryStore(),
        journal: memoryJournal(),
        random: countingRandom(),
        digester: plainDigester,
        log: memoryLog(),
      },
      surface,
    );
    await vault.start();
    await vault.settled();
    const beats: number[] = [];
    for (let beat = 0; beat < BEATS; beat += 1) {
      clock.setWall(later(clock.now(), minutes(beat % 2)));
      const begun = performance.now();
      vault.online(true);
      await vault.settled();
      beats.push(performance.now() - begun);
    }
    await vault.stop();
    const [first = NaN, ...warm] = beats;
    say(`first ${rounded(first)} ms, then ${rounded(median(warm))} ms`);
    return {
      ratio: rounded(median(warm) / TARGET_MS),
      value: rounded(median(warm)),
      unit: 'ms',
      against: `${TARGET_MS} ms`,
      runs: warm.length,
      detail: {
        tokens: TOKENS,
        firstMs: rounded(first),
        worstMs: rounded(Math.max(...warm)),
        questionsAsked: http.asked.length,
      },
    };
  },
};
