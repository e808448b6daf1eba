import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLifetime } from '../../shared/lifetime.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { Duration } from '../../shared/time.ts';
import type { StatusKind } from '../../shared/token.ts';
import { prepareHome } from '../adapters/home.ts';
import type { Log, Notifier } from '../domain/ports.ts';
import type { Surface } from '../domain/surface.ts';
import { openHeadlessPorts } from '../headless-ports.ts';
import { openVault, type Vault } from '../vault.ts';
import { createFillableDisk, type FillableDisk } from './full-disk.ts';
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts';
import { createMovedClock, type MovedClock } from './moved-clock.ts';

/** What outlives a start: the folder with its files, and the keychain. */
export interface Machine {
  readonly home: string;
  readonly keychain: MemoryKeychain;
  readonly clock: MovedClock;
  readonly disk: FillableDisk;
  /** Nothing of it is left. */
  remove(): void;
}

export function throwAwayMachine(): Machine {
  const home = mkdtempSync(join(tmpdir(), 'tokenkeep-drill-'));
  return {
    home,
    keychain: createMemoryKeychain(),
    clock: createMovedClock(),
    disk: createFillableDisk(),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

export interface DrillVault {
  readonly vault: Vault;
  /** How the tokens stand, each kind once. */
  states(): readonly StatusKind[];
  snapshot(): Snapshot;
  /** Time goes by, and what falls due in it is done. */
  pass(by: Duration): Promise<void>;
  /** The catalog as it lies on the disk. */
  onDisk(): string;
  end(): Promise<void>;
}

const silent: Notifier = { ready: async () => false, raise: () => undefined };
const noLog: Log = { note: () => undefined };
const surface: Surface = { open: () => false, leave: () => false, tray: () => 'no-host', drawsLabels: false };
/** So many looks let all come to an end that one look leads to another. */
const MOST_LOOKS = 20;

/** The whole vault on real files and a real network; only keychain, clock and the room on the disk are the drill's. */
export async function startVault({ home, keychain, clock, disk }: Machine): Promise<DrillVault> {
  const lifetime = createLifetime();
  const places = prepareHome(home);
  if (!places.ok) throw new Error(places.failure.code);
  const needs = { places: places.value, log: noLog, lifetime, clockOffset: () => undefined };
  const opened = openHeadlessPorts(needs, { clock, scheduler: clock, keychain, disk, notifier: silent });
  if (!opened.ok) throw new Error(opened.failure.code);
  const vault = openVault(opened.value.ports, surface);
  lifetime.own(vault.stop);
  await vault.start();
  return {
    vault,
    snapshot: vault.snapshot,
    states: () => [...new Set(vault.snapshot().tokens.map(({ status }) => status.kind))],
    async pass(by) {
      clock.move(by);
      for (let look = 0; look < MOST_LOOKS; look += 1) {
        clock.look();
        await vault.settled();
      }
    },
    onDisk: () => readFileSync(join(home, 'catalog.json'), 'utf8'),
    async end() {
      await vault.settled();
      await lifetime.end();
    },
  };
}
