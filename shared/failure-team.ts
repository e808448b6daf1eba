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
