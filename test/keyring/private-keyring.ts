import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { type Bus, connectBus } from '../../main/adapters/dbus.ts';

const PASSWORD = 'not a secret: it opens an empty keyring in a temporary folder';

/** A bus of its own with a gnome-keyring on it, so that a test may lock, freeze and stop it. */
export interface PrivateKeyring {
  readonly env: Readonly<Record<string, string>>;
  readonly bus: Bus;
  lock(): Promise<void>;
  unlock(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** The service leaves the bus; the bus stays. */
  stopService(): Promise<void>;
  startService(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPrivateKeyring({
  service,
}: {
  readonly service: 'open' | 'no-collection' | 'none';
}): Promise<PrivateKeyring> {
  if (!isMainThread)
    throw new Error('the binding reads the environment of the process: run these tests in processes, not threads');
  const folder = mkdtempSync(join(tmpdir(), 'tk-keyring-'));
  const env = {
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus`,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_RUNTIME_DIR: folder,
    GNOME_KEYRING_CONTROL: join(folder, 'keyring'),
  };
  mkdirSync(join(env.XDG_DATA_HOME, 'keyrings'), { recursive: true });
  const daemon = await startBus(folder);
  const bus = connectBus(env);
  let keyring: ChildProcess | undefined;

  async function startService(): Promise<void> {
    const unlock = service === 'open' ? ['--unlock'] : [];
    const args = [
      '--foreground',
      '--components=secrets',
      `--control-directory=${env.GNOME_KEYRING_CONTROL}`,
      ...unlock,
    ];
    keyring = spawn('gnome-keyring-daemon', args, {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    keyring.stdin?.end(service === 'open' ? PASSWORD : '');
    await owned(bus, true);
  }

  async function stopService(): Promise<void> {
    if (keyring === undefined) return;
    keyring.kill('SIGKILL');
    await once(keyring, 'exit');
    keyring = undefined;
  }

  async function lock(): Promise<void> {
    const path = '/org/freedesktop/secrets';
    const collection = `${path}/collection/login`;
    await bus.call({
      destination: 'org.freedesktop.secrets',
      path,
      interface: 'org.freedesktop.Secret.Service',
      member: 'Lock',
      signature: 'ao',
      body: [[collection]],
    });
  }

  async function stop(): Promise<void> {
    bus.close();
    await stopService();
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }

  if (service !== 'none') await startService();
  const unlock = () => unlockBy(join(env.GNOME_KEYRING_CONTROL, 'control'));
  const signal = (name: NodeJS.Signals) => () => void keyring?.kill(name);
  return {
    env,
    bus,
    lock,
    unlock,
    freeze: signal('SIGSTOP'),
    thaw: signal('SIGCONT'),
    stopService,
    startService,
    stop,
  };
}

/** As the desktop's login does it: one message on the daemon's control socket. A second daemon with `--unlock` opens only itself. */
async function unlockBy(control: string): Promise<void> {
  const UNLOCK = 1;
  const password = Buffer.from(PASSWORD);
  const message = Buffer.alloc(1 + 12 + password.length);
  message.writeUInt32BE(12 + password.length, 1);
  message.writeUInt32BE(UNLOCK, 5);
  message.writeUInt32BE(password.length, 9);
  password.copy(message, 13);
  const socket = connect(control);
  socket.write(message);
  const [answer]: Buffer[] = await once(socket, 'data');
  socket.destroy();
  if (answer?.readUInt32BE(4) !== 0) throw new Error('the private keyring was not unlocked');
}

async function startBus(folder: string): Promise<ChildProcess> {
  mkdirSync(join(folder, 'services'));
  const config = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${folder}/services</servicedir>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;
  writeFileSync(join(folder, 'bus.conf'), config);
  const daemon = spawn('dbus-daemon', [`--config-file=${folder}/bus.conf`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(daemon.stdout, 'data');
  return daemon;
}

export function owned(bus: Bus, wanted: boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = bus.onNameOwner('org.freedesktop.secrets', (now) => {
      if (now !== wanted) return;
      resolve();
      queueMicrotask(() => void end());
    });
  });
}
