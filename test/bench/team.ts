import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { systemClock, systemTimer } from '../../main/adapters/clock.ts';
import { createSealedCopy } from '../../main/adapters/sealed-copy.ts';
import { openPostgresStore } from '../../main/adapters/team-postgres.ts';
import { Secret } from '../../main/domain/secret.ts';
import { succeeded } from '../../shared/result.ts';
import type { TeamId } from '../../shared/team-ids.ts';
import { days } from '../../shared/time.ts';
import { aPerson, good, type Person } from '../services/a-team.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { memoryLog } from '../support/memory-ports.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { T0 } from '../support/tokens.ts';
import type { Bench } from './bench.ts';
import { median, percentile, rounded } from './figures.ts';

const TOKENS = 1000;
const MEMBERS = 50;
const RUNS = 5;
const CHANGES = 60;

const clock = { ...createFakeClock(T0), ...systemClock, ...systemTimer };
const place = { kind: 'folder', path: '/unused' } as const;

/** Real ciphers, a real database, and copies on a real disk; keychain and catalog alone are in memory. */
function personOn(server: Postgres, root: string, name: string): Person {
  const access = { place: { ...server, schema: 'tokenkeep', isTls: false }, authorities: [], log: memoryLog() };
  const open = (team: TeamId) => openPostgresStore({ ...access, password: new Secret(server.password), team });
  const person = aPerson(name, clock, () => open('' as TeamId));
  Object.assign(person.teams, {
    store: async (team: TeamId) => succeeded(open(team)),
    copyOf: (team: TeamId) => createSealedCopy(join(root, name, team)),
  });
  return person;
}

async function admit(by: Person, newcomer: Person): Promise<number> {
  const { name } = newcomer;
  const code = good(await by.sharing.members.invite(undefined, { name, role: 'user', for: days(2) }));
  const { phrase = '' } = good(await newcomer.sharing.join({ code, person: name, place }));
  await by.sync();
  good(await by.sharing.members.confirm(undefined, name, phrase));
  const begun = performance.now();
  await newcomer.sync();
  return performance.now() - begun;
}

/** What nobody can do without: as many files of the same length, opened one after another with one key. */
async function bareAge(lengths: readonly number[]): Promise<number> {
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  // A file that is sealed and armored is a third longer than what is in it, and 220 bytes.
  const plains = lengths.map((length) => 'x'.repeat(Math.max(1, Math.round((length * 3) / 4) - 220)));
  const files: string[] = [];
  for (const plain of plains) files.push(armor.encode(await encrypter.encrypt(plain)));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const begun = performance.now();
  for (const file of files) await decrypter.decrypt(armor.decode(file), 'text');
  return performance.now() - begun;
}

/** The lengths of what is opened to know of each token. */
async function sealedLengths(root: string, person: Person, team: TeamId): Promise<readonly number[]> {
  const texts = await createSealedCopy(join(root, person.name, team)).all();
  return [...texts.values()].map((text) => (JSON.parse(text) as { facts: string }).facts.length);
}

/** How long until what one changed is in the other's catalog. */
async function changesSeen(kim: Person, ben: Person): Promise<readonly number[]> {
  kim.sharing.start();
  ben.sharing.start();
  await Promise.all([kim.sharing.settled(), ben.sharing.settled()]);
  const seen: number[] = [];
  for (let n = 0; n < CHANGES; n += 1) {
    const token = kim.tokenNamed(`token-${n}`);
    if (token === undefined) throw new Error('not kept');
    const environment = `change ${n}`;
    const begun = performance.now();
    good(await kim.catalog.change(token.id, (one) => ({ ...one, environment })));
    kim.sharing.nudge();
    while (ben.catalog.get(token.id)?.environment !== environment) await pause(2);
    seen.push(performance.now() - begun);
  }
  return seen;
}

export const team: Bench = {
  name: 'team',
  about: `opening a team's vault of ${TOKENS} tokens with ${MEMBERS} members, at most 1,500 ms, against a bare age decrypt; and a change seen on another machine, 95 of 100 within 1 s`,
  needsDesktop: false,
  async run(say) {
    const root = mkdtempSync(join(tmpdir(), 'tokenkeep-bench-team-'));
    const server = await startPostgres({ durable: true, connections: 300 });
    const person = (name: string): Person => personOn(server, root, name);
    const [kim, ben] = [person('kim'), person('ben')];
    const view = good(await kim.sharing.create({ name: 'red', person: 'kim', place }));
    for (let n = 2; n < MEMBERS; n += 1) {
      const other = person(`member-${n}`);
      await admit(kim, other);
      await other.sharing.stop();
    }
    say(`${MEMBERS - 1} members are in`);
    for (let n = 0; n < TOKENS; n += 1) {
      await kim.keep(`token-${n}`, `ghp_${String(n).padStart(36, '0')}`, { owner: 'kim', scopes: ['repo:read'] });
      good(await kim.sharing.tokens.share(`token-${n}`, undefined, 'all'));
    }
    const firstMs = await admit(kim, ben);
    say(`${TOKENS} tokens are shared; a new machine had them all after ${rounded(firstMs, 0)} ms`);
    const lengths = await sealedLengths(root, ben, view.id);
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      bare.push(await bareAge(lengths));
      await ben.sharing.stop();
      ben.restart();
      const begun = performance.now();
      const opened = good(await ben.sharing.view(undefined));
      ours.push(performance.now() - begun);
      if (opened.tokens.length !== TOKENS) throw new Error(`${opened.tokens.length} tokens were opened`);
      say(`run ${run + 1}: opened in ${rounded(ours.at(-1) ?? NaN, 0)} ms; bare ${rounded(bare.at(-1) ?? NaN, 0)} ms`);
    }
    const seen = await changesSeen(kim, ben);
    await Promise.all([kim.sharing.stop(), ben.sharing.stop()]);
    const sealedBytes = Number(server.sql(`select sum(octet_length(sealed)) from tokenkeep.records`));
    const rosterBytes = Number(
      server.sql(`select max(octet_length(sealed)) from tokenkeep.records where team = '${view.id}'`),
    );
    await server.end();
    rmSync(root, { recursive: true, force: true });
    return {
      ratio: rounded(median(ours) / median(bare)),
      value: rounded(median(ours), 0),
      unit: 'ms',
      against: 'age decrypt of as many files of the same length',
      runs: RUNS,
      detail: {
        bareMs: rounded(median(bare), 0),
        newMachineMs: rounded(firstMs, 0),
        seenMedianMs: rounded(median(seen), 0),
        seenP95Ms: rounded(percentile(seen, 95), 0),
        sealedBytes,
        rosterBytes,
      },
    };
  },
};
