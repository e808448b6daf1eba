import type { Instant } from './time.ts';

/** Why a copy is not updated by itself. */
export type UpdatesOff =
  /** A package of the system, whose own tools do it. */
  | 'system-package'
  /** A folder that was unpacked, or run from source: nothing says what to put in its place. */
  | 'plain-folder'
  /** Built without a place to look and a key to prove what is found there. */
  | 'no-feed'
  /** There is no app here, only the vault. */
  | 'no-app'
  /** By the person's choice; asked for, it is looked for all the same. */
  | 'setting';

/** How this copy stands towards newer ones. */
export type UpdateState =
  | { readonly kind: 'off'; readonly why: UpdatesOff }
  | { readonly kind: 'current'; readonly lookedAt: Instant | undefined }
  | { readonly kind: 'fetching'; readonly version: string }
  /** Fetched and proven: a restart puts it in place. */
  | {
      readonly kind: 'ready';
      readonly version: string;
      /** It writes the vault's files in a way that this version cannot read: there is no way back without a backup. */
      readonly oneWay: boolean;
      /** It is asked for, and an act at an issuer is not over yet. */
      readonly waits: boolean;
    }
  /** The last look, or what it found, came to nothing; nothing was changed. */
  | { readonly kind: 'failed'; readonly code: UpdateFailure['code'] };

export type UpdateFailure =
  | { readonly code: 'updates-off'; readonly why: UpdatesOff }
  | { readonly code: 'update-unreachable'; readonly reason: string }
  /** What was offered is not from whoever made this copy: its signature, or what was fetched, is not right. */
  | { readonly code: 'update-untrusted'; readonly version: string; readonly why: 'signature' | 'hash' }
  | { readonly code: 'update-none' };
