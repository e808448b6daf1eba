import { expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { freshSlot } from '../../main/domain/rotation.ts';
import { days } from '../../shared/time.ts';
import { aRotation } from './a-rotation.ts';
import { gitlabValue, overlapValue } from './rotating-issuers.ts';

type Family = 'replace' | 'overlap';
type CutShort = Awaited<ReturnType<typeof cutShort>>;

async function cutShort(family: Family, turn: number, isDone: boolean) {
  const world = await aRotation(family, { targets: ['env:/e#TOKEN'] });
  const first = world.value();
  const wasWhole = await cut(world, world.rotate, turn, isDone);
  const wasKept = world.held(freshSlot(world.id)) !== undefined || world.value() !== first;
  return { ...world, ...(await after(world)), wasWhole, wasKept };
}

/** An undo, of a rotation whose target could not be written. */
async function undoCutShort(turn: number, isDone: boolean) {
  const world = await aRotation('overlap', { targets: ['env:/e#TOKEN'] });
  world.targets.failure = { code: 'target-failed', target: 'env:/e#TOKEN', reason: 'EACCES' };
  await world.rotate();
  world.targets.failure = undefined;
  const wasWhole = await cut(world, world.undo, turn, isDone);
  return { ...world, ...(await after(world)), wasWhole, wasKept: true };
}

/** Two days in a new process. */
async function after({ restart, clock }: World) {
  const vault = await restart();
  await clock.advance(days(2), () => vault.settled());
  return { vault };
}

type World = Awaited<ReturnType<typeof aRotation>>;

/** Every touch of keyring, files and network is counted, and at one of them everything stops, before or after it is done. */
async function cut(
  { ports }: World,
  act: World['rotate'] | World['undo'],
  turn: number,
  isDone: boolean,
): Promise<boolean> {
  let touches = 0;
  const never = new Promise<never>(() => undefined);
  let reached = (): void => undefined;
  const over = new Promise<void>((resolve) => (reached = resolve));
  const wrap = (port: object, names: readonly string[]): (() => void) => {
    const open = port as Record<string, (...given: unknown[]) => unknown>;
    const real = { ...open };
    for (const name of names) {
      open[name] = async (...given) => {
        touches += 1;
        if (touches > turn) return never;
        if (touches < turn) return real[name]?.(...given);
        if (isDone) await real[name]?.(...given);
        reached();
        return never;
      };
    }
    return () => void Object.assign(open, real);
  };
  const mend = [
    wrap(ports.secrets, ['put', 'delete', 'get']),
    wrap(ports.journal, ['put', 'close']),
    wrap(ports.catalog, ['change']),
    wrap(ports.http, ['send']),
    wrap(ports.targets, ['write', 'settle']),
  ];
  const wasWhole = await Promise.race([act().then(() => true), over.then(() => false)]);
  for (const unwrap of mend) unwrap();
  return wasWhole;
}

/** What every end must be like, wherever it was cut short. */
function tidiness({ issuer, slots, token, ports }: CutShort): object {
  const ended = issuer.asked.findIndex((asked) => asked.startsWith('DELETE'));
  return {
    sentTwice: issuer.asked.filter((asked) => asked.startsWith('POST')).length > 1,
    retiredUnproven: ended !== -1 && !issuer.asked.slice(0, ended).includes('GET 2'),
    slots: slots(),
    leftovers: token()?.leftovers,
    journal: ports.journal.open(),
  };
}

/** Kept: it is the one in use. Not kept: the old one is in use as before, or its loss is said. */
function goodEnd(family: Family, { wasKept }: CutShort): object {
  const fresh = family === 'replace' ? gitlabValue(2) : overlapValue(2);
  return wasKept ? { value: fresh, living: [fresh], status: 'valid' } : { status: SAID };
}

const SAID: unknown = expect.stringMatching(/^(?:valid|outcome-lost|revoked)$/);

test.each(['replace', 'overlap'] as const)(
  'a %s rotation cut short at any touch is never sent twice, loses no value that was kept, and ends clean',
  async (family) => {
    const tidy = { sentTwice: false, retiredUnproven: false, slots: [], leftovers: undefined, journal: [] };
    let turn = 0;
    for (let wasWhole = false; !wasWhole;) {
      turn += 1;
      for (const isDone of [false, true]) {
        const after = await cutShort(family, turn, isDone);
        const status = after.vault.snapshot().tokens[0]?.status.kind;
        const seen = {
          turn,
          isDone,
          ...tidiness(after),
          value: after.value(),
          living: [...after.issuer.living],
          status,
        };
        expect(seen).toMatchObject({ turn, isDone, ...tidy, ...goodEnd(family, after) });
        wasWhole ||= after.wasWhole;
      }
    }
    expect(turn).toBeGreaterThan(25);
  },
);

test('an undo cut short at any touch leaves one value, that works, with all that is known of it', async () => {
  let turn = 0;
  for (let wasWhole = false; !wasWhole;) {
    turn += 1;
    for (const isDone of [false, true]) {
      const after = await undoCutShort(turn, isDone);
      const { value, token, issuer, targets, ports } = after;
      const digest = await ports.digester.digest(new Secret(value() ?? ''));
      const written = [...targets.written.values()];
      const seen = {
        turn,
        isDone,
        ...tidiness(after),
        living: [...issuer.living],
        written,
        token: token()?.digest,
        issuerId: token()?.issuerId,
      };
      const isOld = value() === overlapValue(1);
      const own = { living: [value()], written: [value()], token: digest.ok ? digest.value : '' };
      expect(seen).toMatchObject({
        turn,
        isDone,
        slots: [],
        leftovers: undefined,
        journal: [],
        ...own,
        issuerId: isOld ? seen.issuerId : 'key-2',
      });
      wasWhole ||= after.wasWhole;
    }
  }
  expect(turn).toBeGreaterThan(10);
});
