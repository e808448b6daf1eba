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
