import { randomUUID } from 'node:crypto';
import { createSharing } from '../../main/services/sharing.ts';
import type { TeamStore } from '../../main/domain/ports-team.ts';
import { Secret } from '../../main/domain/secret.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Role } from '../../shared/team-roster.ts';
import type { TeamView } from '../../shared/team-view.ts';
import { days } from '../../shared/time.ts';
import { tokenId, type Token } from '../../shared/token.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { memoryTeam, memoryTeamPorts } from '../support/memory-team.ts';
import { memoryAudit, memoryCatalog, memoryJournal, memorySecrets, plainDigester } from '../support/memory-ports.ts';
import { aToken, T0 } from '../support/tokens.ts';

export function good<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(`not done: ${JSON.stringify(result.failure)}`);
  return result.value;
}

const place = { kind: 'folder', path: '/team' } as const;

/** Somebody with a machine, whose ports are of memory, and a store that others open too. */
export function aPerson(name: string, clock: FakeClock, openStore: () => TeamStore) {
  const [secrets, catalog, journal, audit] = [memorySecrets(), memoryCatalog(), memoryJournal(), memoryAudit()];
  const teams = memoryTeamPorts(`${name}-laptop`, openStore);
  const random = { fraction: () => 0, id: () => randomUUID() };
  const needs = { clock, timer: clock, random, secrets, catalog, journal, audit, digester: plainDigester, teams };
  const open = () => createSharing({ ...needs, changed: () => undefined });
  let sharing = open();

  return {
    name,
    secrets,
    catalog,
    journal,
    audit,
    teams,
    get sharing() {
      return sharing;
    },
    /** The program ends, and another begins with what was kept. */
    restart() {
      sharing = open();
    },
    async keep(label: string, value: string, facts: Partial<Token> = {}): Promise<Token> {
      const id = tokenId(randomUUID());
      const access = new Secret(value);
      const digest = good(await plainDigester.digest(access));
      const token = { ...aToken(), id, label, digest, ...facts };
      good(await secrets.put(id, { access, fields: {} }));
      good(await catalog.put(token));
      return token;
    },
    tokenNamed: (label: string): Token | undefined => catalog.list().find((token) => token.label === label),
    async valueOf(label: string): Promise<string | undefined> {
      const token = catalog.list().find((each) => each.label === label);
      const kept = token === undefined ? undefined : await secrets.get(token.id);
      return kept?.ok === true ? kept.value?.credential.access.use((text) => text) : undefined;
    },
    /** A new value, as a rotation here would bring it. */
    async renew(label: string, value: string): Promise<void> {
      const token = catalog.list().find((each) => each.label === label);
      if (token === undefined) throw new Error(`no ${label}`);
      const access = new Secret(value);
      good(await secrets.put(token.id, { access, fields: {} }));
      const digest = good(await plainDigester.digest(access));
      good(await catalog.change(token.id, (newest) => ({ ...newest, digest })));
    },
    async sync(): Promise<TeamView> {
      const [view] = good(await sharing.sync(undefined));
      if (view === undefined) throw new Error('no team');
      return view;
    },
  };
}

export type Person = ReturnType<typeof aPerson>;

/** A team in a store of memory, with whoever founded it. */
export async function aTeam() {
  const clock = createFakeClock(T0);
  const store = memoryTeam(clock.now);
  const person = (name: string): Person => aPerson(name, clock, store.open);
  const kim = person('kim');
  good(await kim.sharing.create({ name: 'platform', person: 'kim', place }));

  async function invite(by: Person, name: string, role: Role, replaces?: string): Promise<Secret> {
    return good(await by.sharing.members.invite(undefined, { name, role, for: days(2), replaces }));
  }

  /** Invited, answered, compared and confirmed. */
  async function admit(by: Person, name: string, role: Role, newcomer: Person = person(name), replaces?: string) {
    const code = await invite(by, name, role, replaces);
    const { phrase = '' } = good(await newcomer.sharing.join({ code, person: name, place }));
    await by.sync();
    good(await by.sharing.members.confirm(undefined, name, phrase));
    await newcomer.sync();
    return newcomer;
  }

  return { clock, store, kim, person, invite, admit, place };
}
