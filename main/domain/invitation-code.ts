import { teamId, type TeamId } from '../../shared/team-ids.ts';
import { Secret } from './secret.ts';

/** What somebody who is invited is given, by a way that both trust. */
export interface InvitationCode {
  readonly team: TeamId;
  /** SHA-256 of the roster's first link. */
  readonly root: string;
  /** An age identity: whoever has it can ask to join, once. */
  readonly secret: Secret;
}

const CODE = /^tkteam1-([0-9a-f]{32})-([0-9a-f]{64})-([a-z0-9]{58})$/;
const IDENTITY = /^AGE-SECRET-KEY-1([A-Z0-9]{58})$/;

/** The code is as good as the secret in it, so it is one. */
export function spellCode({ team, root, secret }: InvitationCode): Secret {
  return secret.map((identity) => {
    const [, body = ''] = IDENTITY.exec(identity) ?? [];
    return `tkteam1-${team}-${root}-${body.toLowerCase()}`;
  });
}

/** Line breaks and blanks of a mail program do no harm. */
export function readCode(typed: Secret): InvitationCode | undefined {
  return typed.use((text) => {
    const [, team = '', root = '', body = ''] = CODE.exec(text.replaceAll(/\s+/g, '').toLowerCase()) ?? [];
    if (team === '') return undefined;
    return { team: teamId(team), root, secret: new Secret(`AGE-SECRET-KEY-1${body.toUpperCase()}`) };
  });
}
