import type { Failure } from './failure.ts';
import type { GrantView, Learned, Lease, Question } from './lease.ts';
import type { Capability, Effect, EndKnown } from './kind.ts';
import type { LockView } from './lock.ts';
import type { Notice } from './notice.ts';
import type { Settings } from './settings.ts';
import type { TeamSummary } from './team-view.ts';
import type { Instant } from './time.ts';
import type { Renewal, Token, TokenId, TokenStatus } from './token.ts';
import type { UpdateState } from './update.ts';
import type { Language } from './words/language.ts';

export type KeyringState =
  | { readonly kind: 'ok'; readonly backend: string }
  | { readonly kind: 'locked' }
  | { readonly kind: 'absent'; readonly lack: 'no-bus' | 'no-service' | 'no-collection' | 'no-library' }
  | { readonly kind: 'silent' };

/** What will be done for a token by itself, and when. */
export interface NextDue {
  readonly what: 'check' | 'warn' | 'refresh' | 'rotate' | 'retire' | 'revoke';
  readonly at: Instant;
}

/** A token as it is drawn: its facts, and where it stands now. */
export interface TokenView {
  readonly token: Omit<Token, 'digest'>;
  readonly status: TokenStatus;
  readonly nextDue?: NextDue | undefined;
  /** What keeps it alive with no person. */
  readonly renews: Renewal;
  /** Its issuer's page for what only a person can do there. */
  readonly link?: string | undefined;
  /** What was seen of its use; undefined where nothing ever was. */
  readonly learned?: Learned | undefined;
}

/** What a form needs to know of a provider. */
export interface ProviderView {
  readonly id: string;
  readonly name: string;
  /** `needed`: there is no default host. `optional`: a self-managed one may be named. `none`: nothing is asked. */
  readonly host: 'none' | 'optional' | 'needed';
  readonly defaultHost?: string | undefined;
  readonly fields: readonly {
    readonly key: string;
    readonly label: string;
    readonly secret: boolean;
    readonly needed: boolean;
    /** Its content has several lines, such as a key in PEM. */
    readonly many?: boolean | undefined;
    /** Taken where the person gives nothing. */
    readonly usual?: string | undefined;
    /** Where its content is found, in a few words. */
    readonly hint?: string | undefined;
    /** Asked for with these kinds alone; undefined: with all. */
    readonly kinds?: readonly string[] | undefined;
  }[];
  readonly kinds: readonly {
    readonly id: string;
    readonly name: string;
    readonly end: EndKnown;
    readonly usualDays?: number | undefined;
    readonly lacks?: readonly Capability[] | undefined;
  }[];
  /** Its value is never pasted: it is made from the fields. */
  readonly minted?: boolean | undefined;
  /** What is known of this kind of token and how sure it is. */
  readonly checks: boolean;
  /** What a look does besides looking, so that it is taken only when a person says so. */
  readonly effect?: Effect | undefined;
  readonly rotates: boolean;
  readonly revokes: boolean;
}

/** A backup or a restore that is under way: so many of so many tokens. */
export interface BackupWork {
  readonly what: 'backup' | 'restore';
  readonly done: number;
  readonly of: number;
}

/** What keeps a backup from being made by itself, or from being whole. */
export const BACKUP_TROUBLES = ['folder', 'keyring', 'untested', 'unset', 'files', 'lacking'] as const;
export type BackupTrouble = (typeof BACKUP_TROUBLES)[number];

/** How backups stand. Each that was made by itself was opened again and read to its end before it counted. */
export interface BackupState {
  readonly lastAt?: Instant | undefined;
  readonly file?: string | undefined;
  readonly trouble?: BackupTrouble | undefined;
  /** When the next is made by itself; undefined where none is. */
  readonly dueAt?: Instant | undefined;
  readonly work?: BackupWork | undefined;
}

/** Everything but the tokens. Small, and sent whole when any of it changes. */
export interface Surroundings {
  readonly keyring: KeyringState;
  readonly lock: LockView;
  readonly settings: Settings;
  readonly notices: readonly Notice[];
  readonly pausedUntil?: Instant | undefined;
  readonly clipboard?: { readonly label: string; readonly clearsAt: Instant } | undefined;
  readonly checking: readonly TokenId[];
  /** What is wrong with the vault's own files, worst first; empty nearly always. */
  readonly troubles: readonly Failure[];
  readonly providers: readonly ProviderView[];
  readonly grants: readonly GrantView[];
  readonly leases: readonly Lease[];
  /** What tools wait for, oldest first. */
  readonly questions: readonly Question[];
  /** How many entries a look at the whole audit log has been through; undefined while there is none. */
  readonly auditing?: number | undefined;
  readonly backup: BackupState;
  readonly update: UpdateState;
  /** The teams that this vault is in; the window asks for the rest of one. */
  readonly teams: readonly TeamSummary[];
  readonly tray: 'shown' | 'no-host';
  /** What is spoken now: the person's choice, or the desktop's. */
  readonly language: Language;
}

/** The whole picture, free of secrets. Tray and window draw from it and hold no other state. */
export interface Snapshot extends Surroundings {
  readonly version: number;
  readonly at: Instant;
  readonly tokens: readonly TokenView[];
  /** How many tokens are still on their way to a page, which is sent those that need somebody first; undefined when all are there. */
  readonly toCome?: number | undefined;
}

/** The whole first, then what changed since the version before. */
export type SnapshotMessage =
  | { readonly kind: 'whole'; readonly snapshot: Snapshot }
  | {
      readonly kind: 'change';
      readonly version: number;
      readonly at: Instant;
      readonly tokens: readonly TokenView[];
      readonly gone: readonly TokenId[];
      readonly around?: Surroundings | undefined;
    };

/** As it goes to a page: a whole picture with many tokens comes with the first of them, and `more` follow before anything else. */
export type PictureMessage = SnapshotMessage | { readonly kind: 'more'; readonly tokens: readonly TokenView[] };

/** The next picture; undefined when a message was missed, and the whole must be asked for again. */
export function applyChange(before: Snapshot | undefined, message: SnapshotMessage): Snapshot | undefined {
  if (message.kind === 'whole') return message.snapshot;
  if (before === undefined || message.version !== before.version + 1) return undefined;
  const gone = new Set<TokenId>([...message.gone, ...message.tokens.map((view) => view.token.id)]);
  const tokens = [...before.tokens.filter((view) => !gone.has(view.token.id)), ...message.tokens];
  // Not laid over the old ones: what is no longer there is not in the text that a change comes as.
  return { ...(message.around ?? before), version: message.version, at: message.at, tokens };
}
