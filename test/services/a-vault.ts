import type { HttpOutcome, HttpRequest } from '../../main/domain/http-port.ts';
import type { Presence } from '../../main/domain/lock-ports.ts';
import type { Clipboard, Notifier, Ports } from '../../main/domain/ports.ts';
import type { Registry } from '../../main/domain/provider.ts';
import type { Surface } from '../../main/domain/surface.ts';
import { Secret } from '../../main/domain/secret.ts';
import { openVault, type Vault } from '../../main/vault.ts';
import type { Toast } from '../../shared/notice.ts';
import { done, succeeded } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { duration } from '../../shared/time.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import {
  countingRandom,
  memoryAudit,
  memoryCatalog,
  memoryJournal,
  memoryLatch,
  memoryLending,
  memoryLog,
  memorySecrets,
  memorySettings,
  memorySignIn,
  memoryStore,
  memoryTargets,
  noBroker,
  noCallers,
  noDoctor,
  plainDigester,
  scriptedHttp,
} from '../support/memory-ports.ts';
import { memoryBackups } from '../support/memory-backups.ts';
import { refusingMadeUp } from '../support/refusing-made-up.ts';
import { nothingElsewhere } from '../support/nothing-elsewhere.ts';
import { T0 } from '../support/tokens.ts';
import { noTeams } from '../support/no-teams.ts';

const actor = { pid: 42, program: 'test', folder: '/home/me', interactive: false };

/** A vault over memory ports, and what a test wants to see or break of it. */
export function aVault(
  answer: (request: HttpRequest) => HttpOutcome = () => silent,
  registry?: Registry,
  around: Partial<Surface> = {},
  more: Partial<Ports> = {},
) {
  const clock = createFakeClock(T0);
  const [secrets, catalog, audit] = [memorySecrets(), memoryCatalog(), memoryAudit()];
  const latch = memoryLatch();
  const owner: { way: 'touch-id' | undefined; isThere: boolean; idle: number | undefined } = {
    way: undefined,
    isThere: true,
    idle: undefined,
  };
  const presence: Presence = {
    way: () => owner.way,
    prove: async () => owner.isThere,
    idleFor: () => (owner.idle === undefined ? undefined : duration(owner.idle)),
  };
  const onClipboard: { text: string | undefined } = { text: undefined };
  const toasts: Toast[] = [];
  const world: { answer: typeof answer; daemon: boolean; hosts: readonly string[] } = {
    answer,
    daemon: true,
    hosts: [],
  };
  const http = refusingMadeUp(
    secrets,
    scriptedHttp((request) => world.answer(request)),
  );
  const targets = memoryTargets();
  const signIn = memorySignIn();
  const opened: string[] = [];
  const clipboard: Clipboard = {
    async offer(value) {
      onClipboard.text = value.use((text) => text);
      return succeeded({ hidden: true, provable: true });
    },
    read: async () => succeeded(onClipboard.text === undefined ? undefined : new Secret(onClipboard.text)),
    async clear() {
      onClipboard.text = undefined;
      return done;
    },
  };
  const notifier: Notifier = { ready: async () => world.daemon, raise: (toast) => void toasts.push(toast) };
  const ports = {
    clock,
    scheduler: clock,
    timer: clock,
    secrets,
    catalog,
    audit,
    clipboard,
    notifier,
    http,
    targets,
    toolHosts: { find: async () => world.hosts },
    signIn,
    browser: { open: async (url: string) => opened.push(url) > 0 },
    settings: memorySettings(),
    memory: memoryStore(),
    journal: memoryJournal(),
    lendingBook: memoryLending(),
    teams: noTeams,
    callers: noCallers,
    broker: noBroker,
    latch,
    presence,
    random: countingRandom(),
    digester: plainDigester,
    doctor: noDoctor,
    elsewhere: nothingElsewhere,
    backups: memoryBackups(),
    log: memoryLog(),
  };
  const open = (): Vault =>
    openVault(
      { ...ports, ...more },
      { open: () => false, leave: () => true, tray: () => 'shown', drawsLabels: false, ...around },
      registry,
    );
  const vault = open();

  return {
    vault,
    open,
    clock,
    secrets,
    catalog,
    audit,
    http,
    targets,
    signIn,
    opened,
    ports,
    world,
    latch,
    owner,
    toasts,
    onClipboard,
    actor,
    advance: (ms: number) => clock.advance(duration(ms), () => vault.settled()),
    async add(label: string, text: string, facts: object = {}): Promise<TokenView> {
      const pasted = { kind: 'value' as const, text, exact: false, confirmed: false };
      const added = await vault.handlers.add({ label, pasted, ...facts });
      if (!added.ok) throw new Error(`not added: ${added.failure.code}`);
      return added.value.view;
    },
  };
}

const silent: HttpOutcome = { kind: 'silent', at: T0, cause: 'offline', code: 'ENOTFOUND' };

/** GitHub's answer to `GET /user`, at a moment. */
export function githubSays(status: number, at = T0, headers: Readonly<Record<string, string>> = {}): HttpOutcome {
  const body = status === 200 ? '{"login":"octo","id":1,"type":"User"}' : '{"message":"Bad credentials"}';
  return {
    kind: 'answered',
    at,
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body,
    cut: false,
  };
}

/** Obviously fake, and made here rather than written down. */
export const fakeToken = (fill = '0'): string => `ghp_${fill.repeat(36)}`;
