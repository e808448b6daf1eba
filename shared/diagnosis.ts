import type { AuditFailure, FileFailure } from './failure.ts';
import type { BackupTrouble, KeyringState } from './snapshot.ts';
import type { Instant } from './time.ts';
import type { UpdatesOff } from './update.ts';

/** Systems that bring tray, notifications and clipboard along. */
export type OwnDesktop = 'darwin' | 'win32';

/** What the doctor saw, with names and numbers that are safe to show. The catalogue of words says what a lack means. */
export type Sight =
  | { readonly code: 'keyring-answers'; readonly name: string }
  | { readonly code: 'keyring-lacks'; readonly state: Exclude<KeyringState, { readonly kind: 'ok' }> }
  | { readonly code: 'passphrase-vault'; readonly open: boolean }
  | { readonly code: 'tray-shown'; readonly name: string }
  /** Something keeps a list of tray icons, and nothing shows them. */
  | { readonly code: 'tray-unshown'; readonly name: string }
  | { readonly code: 'tray-none' }
  | { readonly code: 'notifications-shown'; readonly name: string }
  | { readonly code: 'notifications-silent' }
  | { readonly code: 'notifications-none' }
  | { readonly code: 'notifications-off'; readonly system: OwnDesktop }
  | {
      readonly code: 'system-brings';
      readonly system: OwnDesktop;
      readonly what: 'tray' | 'notifications' | 'clipboard';
    }
  | { readonly code: 'clipboard-works'; readonly by: 'X11' | 'wl-paste' }
  /** Wayland, with nothing that could read back whether a value was cleared. */
  | { readonly code: 'clipboard-unproved' }
  | { readonly code: 'clipboard-none' }
  | { readonly code: 'clipboard-windowless' }
  | { readonly code: 'proxy-none' }
  | { readonly code: 'proxy-used'; readonly address: string }
  | { readonly code: 'proxy-broken' }
  | { readonly code: 'ca-known'; readonly store: string | undefined; readonly extra: string | undefined }
  | { readonly code: 'ca-system'; readonly system: OwnDesktop; readonly extra: string | undefined }
  | { readonly code: 'ca-extra-broken'; readonly file: string }
  | { readonly code: 'ca-built-in' }
  /** No issuer has answered yet, so there is nothing to compare with. */
  | { readonly code: 'clock-uncompared' }
  | { readonly code: 'clock-right' }
  | { readonly code: 'clock-off'; readonly minutes: number; readonly ahead: boolean }
  | { readonly code: 'files-fine'; readonly home: string }
  | { readonly code: 'files-shared'; readonly home: string }
  | { readonly code: 'files-closed'; readonly home: string }
  | { readonly code: 'trouble'; readonly failure: FileFailure | AuditFailure }
  /** Its end is where it was. */
  | { readonly code: 'audit-fine' }
  /** Without the keychain nobody can tell. */
  | { readonly code: 'audit-unseen' }
  | { readonly code: 'audit-unwritable'; readonly reason: string }
  /** The first few by name. */
  | { readonly code: 'values-missing'; readonly names: readonly string[]; readonly count: number }
  /** None is made by itself. */
  | { readonly code: 'backup-off' }
  /** `lastAt`: that of the last, opened again and whole; ISO 8601. */
  | { readonly code: 'backup-made'; readonly every: 'day' | 'week'; readonly lastAt: string | undefined }
  | { readonly code: 'backup-trouble'; readonly trouble: BackupTrouble; readonly lastAt: string | undefined }
  | {
      readonly code: 'runtime';
      readonly electron: string | undefined;
      readonly node: string;
      readonly kind: 'app' | 'headless';
    }
  | { readonly code: 'updates-none'; readonly lookedAt: Instant | undefined }
  | { readonly code: 'updates-unsought'; readonly why: UpdatesOff }
  | { readonly code: 'updates-coming'; readonly version: string }
  | { readonly code: 'updates-ready'; readonly version: string; readonly oneWay: boolean; readonly waits: boolean }
  | { readonly code: 'updates-failed'; readonly trusted: boolean }
  | { readonly code: 'login-off' }
  /** Where the desktop reads that it is to start the app. */
  | { readonly code: 'login-on'; readonly place: string }
  /** It is to start the app, and does not. */
  | {
      readonly code: 'login-lacks';
      readonly place: string;
      readonly why: 'absent' | 'turned-off' | 'other-vault' | 'system';
    };

export interface Finding {
  readonly topic:
    | 'keyring'
    | 'tray'
    | 'notifications'
    | 'clipboard'
    | 'proxy'
    | 'ca'
    | 'clock'
    | 'files'
    | 'audit'
    | 'values'
    | 'backup'
    | 'runtime'
    | 'updates'
    | 'login';
  readonly state: 'good' | 'poor' | 'bad';
  readonly sight: Sight;
}
