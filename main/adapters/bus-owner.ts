import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Bus } from './dbus.ts';

/** The panel of Xfce runs its tray in a program of this name. */
const PROGRAMS: Readonly<Record<string, string>> = { 'wrapper-2.0': 'xfce4-panel' };

/**
 * The program that owns a bus name, such as `gnome-keyring-daemon` or `xfce4-panel`. Undefined where nobody owns it; an owner whose
 * process cannot be seen (another namespace) is named by its bus name.
 */
export async function ownerOf(bus: Bus, name: string): Promise<string | undefined> {
  const answer = await bus.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'GetConnectionUnixProcessID',
    signature: 's',
    body: [name],
  });
  if (!answer.ok) return undefined;
  const [pid] = answer.value;
  return (typeof pid === 'number' ? await programOf(pid) : undefined) ?? name;
}

// The kernel's short name (`comm`) ends after 15 characters, and the link to the executable may not be read where it has capabilities.
async function programOf(pid: number): Promise<string | undefined> {
  try {
    const [program = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return program === ''
      ? (await readFile(`/proc/${pid}/comm`, 'utf8')).trim()
      : (PROGRAMS[basename(program)] ?? basename(program));
  } catch {
    return undefined;
  }
}
