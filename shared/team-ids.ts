declare const teamMark: unique symbol;
declare const memberMark: unique symbol;
declare const recordMark: unique symbol;

/** Drawn at random or cut from a digest: a store that sees them learns nothing. */
export type TeamId = string & { readonly [teamMark]: true };
export type MemberId = string & { readonly [memberMark]: true };
/** Names a sealed record in the store, and the lease on what is in it. */
export type RecordId = string & { readonly [recordMark]: true };

export const teamId = (text: string): TeamId => text as TeamId;
export const memberId = (text: string): MemberId => text as MemberId;
export const recordId = (text: string): RecordId => text as RecordId;
