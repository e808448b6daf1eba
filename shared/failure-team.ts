import type { Role } from './team-roster.ts';
import type { Instant } from './time.ts';

/** Why a team's store did not serve. The last sealed copy serves meanwhile; nothing is lost. */
export type TeamStoreFailure =
  | { readonly code: 'team-unreachable'; readonly reason: string }
  /** It answers and takes nothing, as a standby does. */
  | { readonly code: 'team-read-only' }
  /** It is there and will not have us: password, certificate, rights, or it is no store of a team. */
  | { readonly code: 'team-store-refused'; readonly reason: string };

/** Why a write or a lease was not given. */
export type TeamRaceFailure =
  /** Somebody wrote it first; `version` is what is there now. */
  | { readonly code: 'team-stale'; readonly version: number }
  /** The lease it was to be written under is another's by now. */
  | { readonly code: 'team-fenced' }
  /** `holder` is the seat that has it, `where` its label, sealed as it told it. */
  | { readonly code: 'team-lease-held'; readonly holder: string; readonly where: string; readonly until: Instant }
  /** This installation is running twice: a copied profile. `where` is the label of the one that was first, sealed as it told it. */
  | { readonly code: 'team-seat-taken'; readonly where: string };

/** What a record was refused for. Nothing of it was taken; the last good copy stays. */
export type TeamTamper =
  | 'newer'
  /** An earlier one than was seen before. */
  | 'rolled-back'
  /** It does not come from the one that was seen before, though it should. */
  | 'forked'
  /** Another record, in this one's place. */
  | 'swapped'
  | 'other-team'
  /** Cut short, or a part that is not the one that was signed. */
  | 'truncated'
  | 'forged'
  | 'unknown-author'
  | 'removed-author'
  | 'role-too-low'
  /** Sealed to more keys than those who may read it have. */
  | 'foreign-recipient'
  | 'invitation-unknown'
  | 'invitation-used'
  | 'invitation-over'
  /** Whoever asks to join did not have the invitation's secret. */
  | 'invitation-forged'
  /** A link of the roster does not follow from the one before. */
  | 'roster-broken'
  /** Not the team that the invitation was to. */
  | 'foreign-root';

/** Why something was not done in a team. */
export type TeamFailure =
  | TeamStoreFailure
  | TeamRaceFailure
  | { readonly code: 'team-refused'; readonly why: TeamTamper }
  /** There is none by that name; `known` are those there are. */
  | { readonly code: 'team-unknown'; readonly name: string; readonly known: readonly string[] }
  /** Which one is not said, and there are several. */
  | { readonly code: 'team-several'; readonly known: readonly string[] }
  | { readonly code: 'team-name-taken'; readonly name: string }
  | { readonly code: 'team-member-unknown'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'team-invitation-unknown'; readonly id: string }
  /** Nobody has let this member in yet. */
  | { readonly code: 'team-asking' }
  | { readonly code: 'team-removed'; readonly team: string }
  /** What is asked for takes more than this member's role gives. */
  | { readonly code: 'team-role'; readonly need: Role }
  | { readonly code: 'team-last-manager' }
  /** The keychain does not have this member's keys. */
  | { readonly code: 'team-keys-missing'; readonly team: string }
  | { readonly code: 'team-code-unreadable' }
  | { readonly code: 'team-joined-already'; readonly team: string }
  /** What the other side sees is not what is seen here. */
  | { readonly code: 'team-phrase-differs' }
  | { readonly code: 'team-nobody-asked'; readonly name: string }
  | { readonly code: 'team-shared-already'; readonly name: string }
  | { readonly code: 'team-not-shared'; readonly name: string };
