import { describe, expect, test } from 'vitest';
import { rosterRecord } from '../../main/domain/team-names.ts';
import { composeRecord, secretJson } from '../../main/services/team-composing.ts';
import { readKeys } from '../../main/services/team-keys.ts';
import { createSealer } from '../../main/adapters/seal.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { TeamTamper } from '../../shared/failure-team.ts';
import { recordId, type RecordId } from '../../shared/team-ids.ts';
import { days } from '../../shared/time.ts';
import { aTeam, good, type Person } from './a-team.ts';

const sealer = createSealer();
const value = (fill: string): string => `ghp_${fill.repeat(36)}`;

/** Two members, two tokens, and the store in somebody else's hands. */
async function aTeamAtRisk() {
  const team = await aTeam();
  const robin = await team.admit(team.kim, 'robin', 'user');
  for (const [label, fill] of [
    ['github-ci', '0'],
    ['prod-db', '1'],
  ] as const) {
    await team.kim.keep(label, value(fill));
    good(await team.kim.sharing.tokens.share(label, undefined, 'all'));
  }
  await robin.sync();
  const idOf = (label: string): RecordId => recordId(String(team.kim.tokenNamed(label)?.id));
  const membership = team.kim.teams.book.list()[0];
  if (membership === undefined) throw new Error('no team');
  const roster = rosterRecord(sealer, membership.team);

  /** What robin's next look says of it, and that nothing of it was taken. */
  async function refusal(person: Person = robin): Promise<TeamTamper | undefined> {
    const before = await person.valueOf('github-ci');
    const view = await person.sync();
    expect(await person.valueOf('github-ci')).toBe(before);
    const [trouble] = view.troubles.filter(({ kind }) => kind === 'refused');
    return trouble?.kind === 'refused' ? trouble.why : undefined;
  }

  /** A record as it is spelled, changed, and put in its place. */
  function alter(id: RecordId, change: (envelope: Record<string, string>) => Record<string, string>): void {
    const envelope = JSON.parse(team.store.textOf(id)) as Record<string, string>;
    team.store.forge(id, JSON.stringify(change(envelope)));
  }

  async function writerOf(person: Person) {
    const own = person.teams.book.list()[0];
    const keys = own === undefined ? undefined : good(await readKeys(person.secrets, own.member));
    if (own === undefined || keys === undefined) throw new Error('no keys');
    return { writer: { team: own.team, member: own.member, sign: keys.signing.key }, keys, own };
  }

  return { ...team, robin, idOf, roster, refusal, alter, writerOf };
}

type AtRisk = Awaited<ReturnType<typeof aTeamAtRisk>>;

/** Signed by somebody with keys of a member's own, as a program of theirs could. */
async function written(risk: AtRisk, by: Person, id: RecordId, recipients: readonly string[]): Promise<string> {
  const { writer } = await risk.writerOf(by);
  const read = JSON.parse(JSON.parse(risk.store.textOf(id)).head);
  const sealed = await sealer.seal(new Secret('anything'), recipients);
  const before = { head: read, digest: sealer.digest(JSON.parse(risk.store.textOf(id)).head) };
  return composeRecord(sealer, writer, {
    id,
    kind: 'token',
    epoch: read.epoch,
    after: [before],
    facts: { plain: secretJson({ any: 'thing' }), recipients },
    value: { sealed, count: recipients.length },
  });
}

const tampers: readonly (readonly [string, TeamTamper, (risk: AtRisk) => Promise<void>])[] = [
  [
    'an earlier version is put back',
    'rolled-back',
    async ({ store, idOf, kim, robin }) => {
      const earlier = store.textOf(idOf('github-ci'));
      await kim.renew('github-ci', value('7'));
      await kim.sync();
      await robin.sync();
      store.forge(idOf('github-ci'), earlier);
    },
  ],
  [
    'one token’s record is put in the place of another',
    'swapped',
    async ({ store, idOf }) => store.forge(idOf('github-ci'), store.textOf(idOf('prod-db'))),
  ],
  [
    'a record is cut short',
    'truncated',
    async ({ store, idOf }) => store.forge(idOf('github-ci'), store.textOf(idOf('github-ci')).slice(0, -400)),
  ],
  [
    'a value is taken from another record',
    'truncated',
    async ({ store, idOf, alter }) => {
      const other = JSON.parse(store.textOf(idOf('prod-db')));
      alter(idOf('github-ci'), (envelope) => ({ ...envelope, value: other.value }));
    },
  ],
  [
    'a head is changed after it was signed',
    'forged',
    async ({ idOf, alter }) =>
      alter(idOf('github-ci'), (envelope) => ({
        ...envelope,
        head: JSON.stringify({ ...JSON.parse(envelope['head'] ?? ''), n: 99 }),
      })),
  ],
  [
    'somebody who was never let in signs a record',
    'unknown-author',
    async (risk) => {
      const { store, person, kim, idOf } = risk;
      const stranger = person('stranger');
      const code = good(
        await kim.sharing.members.invite(undefined, { name: 'x', role: 'user', for: days(1), replaces: undefined }),
      );
      good(await stranger.sharing.join({ code, person: 'stranger', place: risk.place }));
      const { keys } = await risk.writerOf(stranger);
      store.forge(idOf('github-ci'), await written(risk, stranger, idOf('github-ci'), [keys.sealing.recipient]));
    },
  ],
  [
    'somebody signs in a manager’s name',
    'forged',
    async (risk) => {
      const { store, robin, kim, idOf } = risk;
      const [mine, theirs] = [await risk.writerOf(robin), await risk.writerOf(kim)];
      const text = await written(risk, robin, idOf('github-ci'), [mine.keys.sealing.recipient]);
      const envelope = JSON.parse(text);
      const head = JSON.stringify({ ...JSON.parse(envelope.head), author: theirs.own.member });
      const signature = sealer.sign(head, mine.keys.signing.key);
      store.forge(idOf('github-ci'), JSON.stringify({ ...envelope, head, signature }));
    },
  ],
  [
    'a record is sealed to a key more than those who may',
    'foreign-recipient',
    async (risk) => {
      const { store, kim, robin, idOf } = risk;
      const stranger = await sealer.sealingKeys();
      const session = await risk.writerOf(robin);
      const held = JSON.parse(store.textOf(idOf('github-ci')));
      const rings = await openRings(risk, kim);
      const facts = good2(await sealer.open(held.facts, [rings.facts]));
      const text = await composeRecord(sealer, session.writer, {
        id: idOf('github-ci'),
        kind: 'token',
        epoch: 1,
        after: [{ head: JSON.parse(held.head), digest: sealer.digest(held.head) }],
        facts: { plain: facts, recipients: [rings.factsRecipient, stranger.recipient] },
        value: { sealed: held.value, count: 1 },
      });
      store.forge(idOf('github-ci'), text);
    },
  ],
  [
    'a recipient is said who is not there',
    'foreign-recipient',
    async (risk) => {
      const { store, robin, idOf } = risk;
      const { keys } = await risk.writerOf(robin);
      const text = await written(risk, robin, idOf('github-ci'), [keys.sealing.recipient]);
      const envelope = JSON.parse(text);
      const head = JSON.stringify({ ...JSON.parse(envelope.head), to: { facts: 2, value: 1 } });
      store.forge(
        idOf('github-ci'),
        JSON.stringify({ ...envelope, head, signature: sealer.sign(head, keys.signing.key) }),
      );
    },
  ],
  [
    'a reader writes',
    'role-too-low',
    async (risk) => {
      const ruth = await risk.admit(risk.kim, 'ruth', 'reader');
      await risk.robin.sync();
      const { keys } = await risk.writerOf(ruth);
      risk.store.forge(
        risk.idOf('github-ci'),
        await written(risk, ruth, risk.idOf('github-ci'), [keys.sealing.recipient]),
      );
    },
  ],
  [
    'somebody who was removed writes',
    'removed-author',
    async (risk) => {
      const sam = await risk.admit(risk.kim, 'sam', 'user');
      good(await risk.kim.sharing.members.remove(undefined, 'sam', undefined));
      await risk.robin.sync();
      const { keys } = await risk.writerOf(sam);
      risk.store.forge(
        risk.idOf('github-ci'),
        await written(risk, sam, risk.idOf('github-ci'), [keys.sealing.recipient]),
      );
    },
  ],
  [
    'a record of another team is put in',
    'other-team',
    async ({ store, idOf }) => {
      const other = await aTeam();
      await other.kim.keep('github-ci', value('8'));
      good(await other.kim.sharing.tokens.share('github-ci', undefined, 'all'));
      const theirs = recordId(String(other.kim.tokenNamed('github-ci')?.id));
      store.forge(idOf('github-ci'), other.store.textOf(theirs));
    },
  ],
  [
    'the roster of before a removal is put back',
    'rolled-back',
    async (risk) => {
      const earlier = risk.store.textOf(risk.roster);
      await risk.admit(risk.kim, 'sam', 'user');
      await risk.robin.sync();
      risk.store.forge(risk.roster, earlier);
    },
  ],
  [
    'a newer format, of which nothing is known',
    'newer',
    async ({ idOf, alter }) => alter(idOf('github-ci'), (envelope) => ({ ...envelope, version: 2 as never })),
  ],
];

/** The team's own keys, as a member has them. */
async function openRings({ store, roster, writerOf }: AtRisk, person: Person) {
  const { keys, own } = await writerOf(person);
  const wraps = JSON.parse(JSON.parse(store.textOf(roster)).value);
  const file = good2(await sealer.open(wraps[own.member], [keys.sealing.identity]));
  const facts = new Secret(file.use((text) => /AGE-SECRET-KEY-1\w+/.exec(text)?.[0] ?? ''));
  return { facts, factsRecipient: (await sealer.recipientOf(facts)) ?? '' };
}

function good2<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('not opened');
  return result.value;
}

describe('whoever has the store in hand is refused, by name, and nothing of theirs is taken, when', () => {
  test.each(tampers)('%s: %s', async (_what, why, tamper) => {
    const risk = await aTeamAtRisk();
    await tamper(risk);
    expect(await risk.refusal()).toBe(why);
  });

  test('an invitation is used a second time', async () => {
    const { kim, person, place, invite } = await aTeam();
    const code = await invite(kim, 'robin', 'user');
    const robin = person('robin');
    const { phrase = '' } = good(await robin.sharing.join({ code, person: 'robin', place }));
    await kim.sync();
    good(await kim.sharing.members.confirm(undefined, 'robin', phrase));
    expect(await person('mallory').sharing.join({ code, person: 'mallory', place })).toEqual({
      ok: false,
      failure: { code: 'team-refused', why: 'invitation-used' },
    });
    expect(await kim.sharing.members.confirm(undefined, 'robin', phrase)).toMatchObject({
      ok: false,
      failure: { code: 'team-invitation-unknown' },
    });
  });

  test('an invitation is answered when it is over', async () => {
    const { kim, person, place, invite, clock } = await aTeam();
    const code = await invite(kim, 'robin', 'user');
    const robin = person('robin');
    const { phrase = '' } = good(await robin.sharing.join({ code, person: 'robin', place }));
    await kim.sync();
    await clock.advance(days(3), async () => undefined);
    const refused = await kim.sharing.members.confirm(undefined, 'robin', phrase);
    expect(refused).toMatchObject({ ok: false });
    expect((await robin.sync()).state).toBe('asking');
  });

  test('records are held back', async () => {
    const { store, robin, idOf } = await aTeamAtRisk();
    store.rows.delete(idOf('github-ci'));
    robin.restart();
    const view = await robin.sync();
    expect(view.troubles).toMatchObject([{ kind: 'withheld', count: 1 }]);
    expect(await robin.valueOf('github-ci')).toBe(value('0'));
  });
});

test('the real age program opens a record with a member’s identity, by way of the wrap', async () => {
  const risk = await aTeamAtRisk();
  const { execFileSync } = await import('node:child_process');
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const folder = mkdtempSync(join(tmpdir(), 'tokenkeep-age-'));
  try {
    const { keys, own } = await risk.writerOf(risk.robin);
    const [member, team] = [join(folder, 'member.txt'), join(folder, 'team.txt')];
    writeFileSync(
      member,
      keys.sealing.identity.use((text) => text),
      { mode: 0o600 },
    );
    const wraps = JSON.parse(JSON.parse(risk.store.textOf(risk.roster)).value);
    writeFileSync(team, execFileSync('age', ['-d', '-i', member], { input: wraps[own.member] }), { mode: 0o600 });
    const record = JSON.parse(risk.store.textOf(risk.idOf('github-ci')));
    const facts = JSON.parse(execFileSync('age', ['-d', '-i', team], { input: record.facts }).toString());
    expect(facts.token.label).toBe('github-ci');
    const packed = new Secret(execFileSync('age', ['-d', '-i', team], { input: record.value }).toString());
    expect(sealer.unpack(packed)?.access.use((text) => text)).toBe(value('0'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the store holds no name, host, scope or value in any spelling', async () => {
  const { kim, admit, store } = await aTeam();
  await admit(kim, 'canary-robin', 'user');
  const facts = {
    host: 'https://canary-host.example',
    scopes: ['canary-scope'],
    owner: 'canary-owner',
    consumers: ['canary-use'],
  };
  await kim.keep('canary-label', `ghp_${'c'.repeat(36)}`, facts);
  good(await kim.sharing.tokens.share('canary-label', undefined, 'all'));
  const dump = [...store.rows].map(([id]) => `${id}\n${store.textOf(id)}`).join('\n');
  const canaries = ['canary', 'kim', 'platform', 'laptop', `ghp_${'c'.repeat(36)}`, 'c'.repeat(36)];
  for (const canary of canaries) {
    for (const spelled of [
      canary,
      Buffer.from(canary).toString('base64').replace(/=+$/, ''),
      encodeURIComponent(canary),
    ])
      expect(dump).not.toContain(spelled);
  }
});
