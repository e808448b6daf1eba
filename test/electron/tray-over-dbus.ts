import { execFileSync, spawn } from 'node:child_process';
import { connectBus } from '../../main/adapters/dbus.ts';
import { until } from './launch-app.ts';

const bus = connectBus();

/** A node of com.canonical.dbusmenu: id, properties, children. */
export interface MenuNode {
  readonly id: number;
  readonly label: string | undefined;
  readonly children: readonly MenuNode[];
}

async function call(
  destination: string,
  path: string,
  face: string,
  member: string,
  signature?: string,
  body?: unknown[],
) {
  const rest = signature === undefined ? {} : { signature, body: body ?? [] };
  const answer = await bus.call({ destination, path, interface: face, member, ...rest });
  if (!answer.ok) throw new Error(`${member}: ${JSON.stringify(answer.failure)}`);
  return answer.value;
}

const property = async (name: string, path: string, face: string, key: string): Promise<unknown> => {
  const [value] = await call(name, path, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [face, key]);
  return unwrapped(value);
};

/** A variant comes as its type and its content. */
function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && value.length === 2 && Array.isArray(value[1]) ? (value[1] as unknown[])[0] : value;
}

/** Bus names of the programs that have an icon in the tray. */
export async function trayItems(): Promise<readonly string[]> {
  const items = await property(
    'org.kde.StatusNotifierWatcher',
    '/StatusNotifierWatcher',
    'org.kde.StatusNotifierWatcher',
    'RegisteredStatusNotifierItems',
  );
  return (items as string[]).map((item) => item.split('/')[0] ?? '');
}

const ITEM = ['/StatusNotifierItem', 'org.kde.StatusNotifierItem'] as const;

export const activate = (item: string) => call(item, ITEM[0], ITEM[1], 'Activate', 'ii', [0, 0]);

export async function readMenu(item: string): Promise<readonly MenuNode[]> {
  const path = String(await property(item, ITEM[0], ITEM[1], 'Menu'));
  const [, layout] = await call(item, path, 'com.canonical.dbusmenu', 'GetLayout', 'iias', [0, -1, []]);
  return nodeOf(layout).children;
}

function nodeOf(raw: unknown): MenuNode {
  const [id, properties, children] = raw as [number, [string, unknown][], unknown[]];
  const label = new Map(properties.map(([key, value]) => [key, unwrapped(value)])).get('label');
  return {
    id,
    label: typeof label === 'string' ? label : undefined,
    children: children.map((child) => nodeOf(unwrapped(child))),
  };
}

/** As a panel shows it: a single underscore marks a letter and is not seen. */
export const shownLabel = (label: string): string => label.replaceAll(/_(_?)/g, '$1');

/** Clicks the entry at the end of the way through the menu. */
export async function clickMenu(item: string, ...way: readonly string[]): Promise<void> {
  const path = String(await property(item, ITEM[0], ITEM[1], 'Menu'));
  let nodes = await readMenu(item);
  let found: MenuNode | undefined;
  for (const step of way) {
    found = nodes.find(({ label }) => label !== undefined && shownLabel(label).startsWith(step));
    if (found === undefined) throw new Error(`no entry ${step}`);
    nodes = found.children;
  }
  await call(item, path, 'com.canonical.dbusmenu', 'Event', 'isvu', [found?.id, 'clicked', ['s', ''], 0]);
}

/** Ends the desktop's panel; gives back what starts it again, once. */
export async function stopTrayHost(): Promise<() => Promise<void>> {
  const watcher = 'org.kde.StatusNotifierWatcher';
  execFileSync('xfce4-panel', ['--quit']);
  for (const name of [watcher, 'org.xfce.Panel']) await until(async () => !(await bus.nameHasOwner(name)));
  let isBack = false;
  return async () => {
    if (isBack) return;
    isBack = true;
    spawn('xfce4-panel', ['--disable-wm-check', '--sm-client-disable'], { stdio: 'ignore', detached: true }).unref();
    await until(() => bus.nameHasOwner(watcher));
  };
}
