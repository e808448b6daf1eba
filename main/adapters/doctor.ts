import type { FileFailure } from '../../shared/failure.ts';
import type { Latch } from '../domain/lock-ports.ts';
import type { Finding } from '../../shared/diagnosis.ts';
import type { Doctor } from '../domain/ports.ts';
import type { SecretStore } from '../domain/storage-ports.ts';
import type { Bus } from './dbus.ts';
import { clipboardFinding, keyringFinding, notificationsFinding, trayFinding } from './doctor-desktop.ts';
import { caFinding, clockFinding, filesFindings, proxyFinding, runtimeFinding } from './doctor-machine.ts';
import { ownDesktop } from './doctor-own-desktop.ts';

interface DoctorPorts {
  readonly secrets: Pick<SecretStore, 'state'>;
  readonly latch: Pick<Latch, 'keeps' | 'troubles'>;
  readonly bus: Bus;
  /** The folder of the vault's own files. */
  readonly home: string;
  readonly kind: 'app' | 'headless';
  troubles(): readonly FileFailure[];
  /** How far this machine's clock is ahead; undefined before any issuer answered. */
  clockOffsetMs(): number | undefined;
  /** The system's proxy for an https address, where the composer can ask for it. */
  readonly systemProxy?: () => Promise<string | undefined>;
  /** Whether the system shows notifications of this program; asked on macOS and Windows. */
  readonly showsNotifications?: () => boolean;
  /** Of what only the app has: updates, and how it is started. */
  readonly ofApp?: () => Promise<readonly Finding[]>;
  readonly platform?: NodeJS.Platform;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Looks and never changes: nothing here prompts, and each topic answers within seconds. */
export function createDoctor(ports: DoctorPorts): Doctor {
  const { secrets, latch, bus, home, kind, troubles, clockOffsetMs, systemProxy, showsNotifications, ofApp } = ports;
  const { platform = process.platform, env = process.env } = ports;
  const desktop = () =>
    platform === 'darwin' || platform === 'win32'
      ? Promise.resolve(ownDesktop(platform, kind, showsNotifications))
      : Promise.all([trayFinding(bus), notificationsFinding(bus), clipboardFinding(env)]);

  return {
    async findings() {
      const [keyring, surroundings, proxy, ca, files, ours] = await Promise.all([
        secrets.state().then((state) => keyringFinding(state, latch.keeps())),
        desktop(),
        proxyFinding(env, systemProxy),
        caFinding(env, platform),
        filesFindings(home, [...troubles(), ...latch.troubles()], platform),
        ofApp?.() ?? [],
      ]);
      const clock = clockFinding(clockOffsetMs());
      return [keyring, ...surroundings, proxy, ca, clock, ...files, runtimeFinding(kind, process.versions), ...ours];
    },
  };
}
