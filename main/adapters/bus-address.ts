import { existsSync } from 'node:fs';

/** How long an address list may be; a longer one is no address of a bus. */
const MOST_ADDRESS_CHARACTERS = 8192;

/**
 * Socket paths of the session bus, in the order to try them. An abstract socket begins with NUL, as the kernel has it. With no
 * address in the environment the user's runtime folder is looked into, as GLib does.
 * @see https://dbus.freedesktop.org/doc/dbus-specification.html#addresses
 */
export function sessionBusSockets(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const address = env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  if (address !== '') return address.length > MOST_ADDRESS_CHARACTERS ? [] : address.split(';').flatMap(socketOf);
  const folder = env['XDG_RUNTIME_DIR'] ?? '';
  return folder !== '' && existsSync(`${folder}/bus`) ? [`${folder}/bus`] : [];
}

function socketOf(address: string): readonly string[] {
  if (!address.startsWith('unix:')) return [];
  for (const pair of address.slice('unix:'.length).split(',')) {
    const [key, value = ''] = pair.split('=', 2);
    if (key === 'path') return [unescaped(value)];
    if (key === 'abstract') return [`\0${unescaped(value)}`];
  }
  return [];
}

const unescaped = (value: string): string =>
  value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
