import type { Effect } from './kind.ts';
import type { FamilyFailure } from './failure-family.ts';
import type { FindingFailure } from './failure-finding.ts';
import type { UpdateFailure } from './update.ts';
import type { TeamFailure } from './failure-team.ts';
import type { UnknownCause } from './verdict.ts';

/** Why the keyring did not serve. None of these loses anything, and none is answered with a weaker store. */
export type KeyringFailure =
  | { readonly code: 'keyring-locked' }
  | { readonly code: 'keyring-absent'; readonly lack: 'no-bus' | 'no-service' | 'no-collection' | 'no-library' }
  | { readonly code: 'keyring-silent'; readonly afterMs: number }
  | { readonly code: 'keyring-refused'; readonly reason: 'write' | 'read' | 'too-large' | 'round-trip' }
  | { readonly code: 'keyring-damaged' }
  | { readonly code: 'keyring-stale' }
  /** Tokenkeep itself is: by hand, by itself, or since the start. */
  | { readonly code: 'vault-locked' };

/** Why the files did not serve. */
export type FileFailure =
  | { readonly code: 'file-unwritable'; readonly file: string; readonly reason: string }
  /** It was not touched: nothing is known about what it holds. */
  | { readonly code: 'file-unreadable'; readonly file: string; readonly reason: string }
  | { readonly code: 'file-damaged'; readonly file: string }
  /** Damaged or gone, in all its copies; none was touched. */
  | { readonly code: 'file-lost'; readonly file: string }
  /** Written by a newer version; it was not touched. */
  | { readonly code: 'file-newer'; readonly file: string; readonly version: number };

/** What the audit log found of itself. It goes on all the same, and what it found is in it. */
export type AuditFailure =
  /** Its end is not where it was; entries up to `last` had been written. */
  | { readonly code: 'audit-gap'; readonly last: number }
  | { readonly code: 'audit-anchor-missing' }
  | { readonly code: 'audit-key-missing' };

/** Why the vault was not locked, not unlocked, or not given another passphrase. */
export type LockFailure =
  | { readonly code: 'passphrase-wrong'; readonly waitMs: number }
  /** Those before were wrong: none is looked at for that long. */
  | { readonly code: 'unlock-later'; readonly waitMs: number }
  | { readonly code: 'passphrase-weak'; readonly least: number }
  /** Nothing is set that would open it again. */
  | { readonly code: 'lock-unset' }
  | { readonly code: 'passphrase-needed' }
  | { readonly code: 'owner-not-shown' }
  /** What is kept has its values elsewhere, or is sealed already. */
  | { readonly code: 'vault-not-begun'; readonly why: 'tokens-kept' | 'sealed-already' }
  | { readonly code: 'lock-stays' };

export type BackupFailure =
  | { readonly code: 'backup-wrong-key'; readonly key: 'passphrase' | 'identity' }
  | { readonly code: 'backup-damaged'; readonly file: string }
  | { readonly code: 'backup-newer'; readonly version: number }
  | { readonly code: 'backup-unreadable'; readonly file: string; readonly reason: string }
  /** There is a file of that name, and nobody said that it may go. */
  | { readonly code: 'backup-exists'; readonly file: string }
  /** The file is not the one that was shown. */
  | { readonly code: 'backup-changed'; readonly file: string }
  /** What was written could not be read back; it was thrown away. */
  | { readonly code: 'backup-untested'; readonly file: string }
  | { readonly code: 'backup-too-large'; readonly limit: number }
  | { readonly code: 'backup-cancelled' }
  | { readonly code: 'backup-busy' }
  | { readonly code: 'backup-unset'; readonly lack: 'folder' | 'key' }
  /** Restored, and not yet said to be used here. */
  | { readonly code: 'in-use-elsewhere'; readonly name: string; readonly machine: string };

export type ClipboardFailure = { readonly code: 'no-desktop' } | { readonly code: 'clipboard-refused' };

/** Why a token could not be named. */
export type NameFailure =
  | { readonly code: 'no-such-token'; readonly name: string }
  | { readonly code: 'name-taken'; readonly name: string }
  | { readonly code: 'name-ambiguous'; readonly name: string };

/** Why a paste was not taken as it is. */
export type PasteFailure =
  | { readonly code: 'paste-empty' }
  | { readonly code: 'paste-too-long'; readonly limit: number }
  | { readonly code: 'paste-doubtful'; readonly found: 'hidden-character' | 'line-break'; readonly position: number }
  | { readonly code: 'paste-several'; readonly count: number }
  | { readonly code: 'paste-session'; readonly what: string };

/** Why a request made no sense. `field` and `need` say what to change. */
export type InputFailure = { readonly code: 'bad-input'; readonly field: string; readonly need: string };

export type UseFailure =
  | { readonly code: 'token-useless'; readonly name: string; readonly state: string }
  | { readonly code: 'could-not-tell'; readonly name: string; readonly cause: UnknownCause }
  /** There is no page of its issuer for it. */
  | { readonly code: 'no-page'; readonly name: string }
  /** Nobody was asked: the look itself does something, and asked again with the confirmation it is taken. */
  | { readonly code: 'check-costs'; readonly name: string; readonly effect: Effect }
  | { readonly code: 'cannot-narrow'; readonly name: string }
  /** `asked`: the question stands, and whoever asked does not wait for the answer. */
  | { readonly code: 'consent-needed'; readonly name: string; readonly asked?: boolean | undefined }
  | { readonly code: 'refused-by-policy'; readonly name: string };

/** Why a token was not lent as it was asked for. */
export type LendingFailure =
  /** More than the token has; its issuer was not asked. */
  | { readonly code: 'scope-too-wide'; readonly name: string; readonly scopes: readonly string[] }
  | { readonly code: 'consent-refused'; readonly name: string; readonly why: 'no' | 'never' | 'unanswered' }
  /** How its issuer is spoken to is not known well enough to do it on somebody's behalf. */
  | { readonly code: 'cannot-broker'; readonly name: string }
  | { readonly code: 'broker-failed'; readonly reason: string }
  | { readonly code: 'no-such-lease'; readonly id: string }
  | { readonly code: 'no-such-grant'; readonly id: string };

/** What an issuer, or the lack of one, made of an act. In none of them is anything lost. */
export type ActFailure =
  | {
      readonly code: 'cannot-do';
      readonly name: string;
      readonly act: 'refresh' | 'rotate' | 'revoke' | 'undo';
      readonly link?: string | undefined;
    }
  /** Certain not to have happened; it may be tried again. */
  | { readonly code: 'issuer-silent'; readonly name: string; readonly cause: UnknownCause }
  | { readonly code: 'issuer-refused'; readonly name: string; readonly said: string }
  | { readonly code: 'sign-in-needed'; readonly name: string }
  /** Sent, and no answer: it may have happened, and no look could tell. */
  | { readonly code: 'outcome-lost'; readonly name: string }
  | { readonly code: 'revocation-pending'; readonly name: string }
  /** It breaks what uses the token; asked again with the confirmation. */
  | { readonly code: 'confirm-needed'; readonly name: string; readonly consumers: readonly string[] }
  | { readonly code: 'target-failed'; readonly target: string; readonly reason: string }
  /** A new value was made and is kept, and is not proven or not in place yet. */
  | { readonly code: 'rotation-open'; readonly name: string }
  /** The new value was proven not to work. */
  | { readonly code: 'new-refused'; readonly name: string }
  | { readonly code: 'old-lives'; readonly name: string };

export type SignInFailure =
  | { readonly code: 'sign-in-failed'; readonly said: string }
  | { readonly code: 'sign-in-busy'; readonly account: string }
  | { readonly code: 'sign-in-over' };

export type VaultFailure =
  | { readonly code: 'vault-busy'; readonly holder: number }
  | { readonly code: 'no-window' }
  | { readonly code: 'provider-unknown'; readonly provider: string; readonly known: readonly string[] }
  | {
      readonly code: 'host-refused';
      readonly host: string;
      readonly why: 'plain-http' | 'not-a-url' | 'needed' | 'fixed';
    }
  | { readonly code: 'setting-unknown'; readonly key: string; readonly known: readonly string[] }
  | { readonly code: 'value-missing'; readonly name: string }
  | { readonly code: 'refused' }
  | { readonly code: 'bug' };

/** How a request over the agent socket went wrong before it reached the vault. */
export type AgentFailure =
  | { readonly code: 'agent-unreachable'; readonly reason: string }
  | { readonly code: 'agent-version'; readonly theirs: number; readonly ours: number }
  | { readonly code: 'agent-slow'; readonly afterMs: number }
  /** Where requests would be heard cannot be used; what is there was left as it is. */
  | {
      readonly code: 'agent-place-refused';
      readonly place: string;
      readonly why: 'in-use' | 'foreign' | 'not-a-folder' | 'not-a-socket' | 'unwritable';
    };

/** Everything that can be answered instead of success: a code, and facts that are safe to show. */
export type Failure =
  | KeyringFailure
  | FamilyFailure
  | FindingFailure
  | FileFailure
  | AuditFailure
  | LockFailure
  | BackupFailure
  | ClipboardFailure
  | NameFailure
  | PasteFailure
  | InputFailure
  | UseFailure
  | LendingFailure
  | ActFailure
  | SignInFailure
  | VaultFailure
  | AgentFailure
  | UpdateFailure
  | TeamFailure;

export type FailureCode = Failure['code'];
