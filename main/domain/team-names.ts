import { memberId, recordId, type MemberId, type RecordId, type TeamId } from '../../shared/team-ids.ts';
import type { Sealer } from './ports-team.ts';

type Digest = Pick<Sealer, 'digest'>;
const DIGITS = 32;

const named = ({ digest }: Digest, team: TeamId, what: string): RecordId =>
  recordId(digest(`${team}:${what}`).slice(0, DIGITS));

export const rosterRecord = (sealer: Digest, team: TeamId): RecordId => named(sealer, team, 'roster');
export const joinRecord = (sealer: Digest, team: TeamId, invitation: string): RecordId =>
  named(sealer, team, `join:${invitation}`);
/** A member's uses, in parts one after the other. */
export const auditRecord = (sealer: Digest, team: TeamId, member: MemberId, part: number): RecordId =>
  named(sealer, team, `audit:${member}:${part}`);

/** Of 32 hex digits, from a word that is drawn at random. */
export const drawnId = ({ digest }: Digest, drawn: string): string => digest(drawn).slice(0, DIGITS);
export const drawnMember = (sealer: Digest, drawn: string): MemberId => memberId(drawnId(sealer, drawn));
