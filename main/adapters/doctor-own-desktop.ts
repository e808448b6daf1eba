import type { Finding, OwnDesktop } from '../../shared/diagnosis.ts';

/** macOS and Windows bring tray, notifications and clipboard along; only notifications can be turned off. */
export function ownDesktop(
  system: OwnDesktop,
  kind: 'app' | 'headless',
  showsNotifications: (() => boolean) | undefined,
): readonly Finding[] {
  const brings = (what: 'tray' | 'notifications' | 'clipboard'): Finding => ({
    topic: what,
    state: 'good',
    sight: { code: 'system-brings', system, what },
  });
  return [
    brings('tray'),
    showsNotifications?.() === false
      ? { topic: 'notifications', state: 'poor', sight: { code: 'notifications-off', system } }
      : brings('notifications'),
    kind === 'app'
      ? brings('clipboard')
      : { topic: 'clipboard', state: 'poor', sight: { code: 'clipboard-windowless' } },
  ];
}
