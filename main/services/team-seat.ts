import type { TeamPorts } from '../domain/ports-sharing.ts';
import type { Seat } from '../domain/ports-team.ts';
import { Secret } from '../domain/secret.ts';
import type { Session } from './team-session.ts';

const labels = new WeakMap<Session, string>();

/** This installation, with the machine's name sealed to the team. */
export async function seatIn(teams: Pick<TeamPorts, 'seat' | 'machine'>, session: Session): Promise<Seat> {
  const { sealer, roster, team } = session;
  const label =
    labels.get(session) ??
    (roster === undefined ? '' : await sealer.seal(new Secret(teams.machine()), [roster.epoch.facts]));
  if (label !== '') labels.set(session, label);
  return { ...teams.seat(team), label };
}
