import type { Menu } from 'electron';

/** Long enough to go through a submenu and choose. */
const READING_MS = 5000;

export interface MenuHold {
  /** Somebody reads the menu: one that is replaced now closes or jumps under the hand. */
  readonly isOn: () => boolean;
  watch(menu: Menu): void;
  /** Something was chosen, which closes the menu. */
  chosen(): void;
}

/**
 * Knows while the tray's menu is open, and says when that is over. macOS and Windows tell; on Linux Electron tells only that a submenu
 * opens, and never that anything closes, so there a while is taken for it.
 */
export function createMenuHold(over: () => void): MenuHold {
  let isOpen = false;
  let reading: NodeJS.Timeout | undefined;

  function opened(): void {
    isOpen = true;
    if (process.platform !== 'linux') return;
    clearTimeout(reading);
    reading = setTimeout(closed, READING_MS);
    reading.unref();
  }
  function closed(): void {
    clearTimeout(reading);
    if (!isOpen) return;
    isOpen = false;
    // After the click that closed it has been delivered.
    setImmediate(over);
  }

  return {
    isOn: () => isOpen,
    watch(menu) {
      menu.on('menu-will-show', opened);
      menu.on('menu-will-close', closed);
      if (process.platform !== 'linux') return;
      for (const { submenu } of menu.items) submenu?.on('menu-will-show', opened);
    },
    chosen: closed,
  };
}
