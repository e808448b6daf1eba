import type { TeamFailure, TeamTamper } from '../../failure-team.ts';
import type { Role } from '../../team-roster.ts';
import type { FailureTable } from '../catalogue.ts';

export const enTampers: { readonly [T in TeamTamper]: string } = {
  newer: 'It was written by a newer Tokenkeep',
  'rolled-back': 'It is an earlier one than was here before',
  forked: 'It does not come from the one that was here before',
  swapped: 'It is another record in its place',
  'other-team': 'It belongs to another team',
  truncated: 'It is cut short or damaged',
  forged: 'Its signature is not its author’s',
  'unknown-author': 'Nobody in the team wrote it',
  'removed-author': 'Somebody wrote it who had been removed',
  'role-too-low': 'Its author’s role does not reach that far',
  'foreign-recipient': 'It is sealed to a key that nobody in the team has',
  'invitation-unknown': 'The invitation is none of this team’s',
  'invitation-used': 'The invitation was used or taken back',
  'invitation-over': 'The invitation is over',
  'invitation-forged': 'Whoever asks to join did not have the invitation',
  'roster-broken': 'The list of members does not hold together',
  'foreign-root': 'It is not the team that the invitation was to',
};

const roles: { readonly [R in Role]: string } = { reader: 'a reader', user: 'a user', manager: 'a manager' };
const named = (known: readonly string[]): string | undefined =>
  known.length === 0 ? undefined : `There are: ${known.join(', ')}.`;

/** What did not come about in a team. */
export const enTeamFailures: FailureTable<TeamFailure> = {
  'team-unreachable': ({ reason }) => ({
    happened: `The team’s store cannot be reached (${reason}). What was shared last is here and serves.`,
    todo: 'It is tried again by itself.',
  }),
  'team-read-only': () => ({
    happened: 'The team’s store takes nothing at the moment. What was shared last is here and serves.',
    todo: 'It is tried again by itself.',
  }),
  'team-store-refused': ({ reason }) => ({
    happened: `The team’s store refuses (${reason}). Nothing was changed.`,
    todo: 'Look at its address, password and certificate.',
  }),
  'team-stale': () => ({
    happened: 'Somebody else changed it at the same moment. Nothing was overwritten.',
    todo: 'Do it again.',
  }),
  'team-fenced': () => ({
    happened: 'Somebody else had taken over meanwhile. Nothing was overwritten, and what was made is kept.',
  }),
  'team-lease-held': () => ({ happened: 'Another machine of the team is at it.', todo: 'Try again in a minute.' }),
  'team-seat-taken': () => ({
    happened: 'A copy of this vault is running on another machine, so that nothing is renewed here.',
    todo: 'End it there, or join the team anew from here.',
  }),
  'team-refused': ({ why }) => ({
    happened: `A record of the team was refused. ${enTampers[why]}. The last good one is kept.`,
    todo: 'Ask whoever looks after the store.',
  }),
  'team-unknown': ({ name, known }) => ({ happened: `There is no team called ${name} here.`, todo: named(known) }),
  'team-several': ({ known }) => ({
    happened: 'There are several teams here, and it was not said which one.',
    todo: named(known),
  }),
  'team-name-taken': ({ name }) => ({
    happened: `There is a team called ${name} already.`,
    todo: 'Choose another name.',
  }),
  'team-member-unknown': ({ name, known }) => ({
    happened: `There is nobody called ${name} in the team.`,
    todo: named(known),
  }),
  'team-invitation-unknown': ({ id }) => ({ happened: `There is no open invitation ${id}.` }),
  'team-asking': () => ({
    happened: 'Nobody has let you into the team yet.',
    todo: 'Have a manager compare the words and confirm.',
  }),
  'team-removed': ({ team }) => ({
    happened: `You are not in ${team} any more.`,
    todo: 'Ask a manager to invite you.',
  }),
  'team-role': ({ need }) => ({
    happened: `Your role in the team does not reach that far. Nothing was changed.`,
    todo: `It takes ${roles[need]}.`,
  }),
  'team-last-manager': () => ({
    happened: 'That is the team’s last manager. Nothing was changed.',
    todo: 'Make somebody else a manager first.',
  }),
  'team-keys-missing': ({ team }) => ({
    happened: `The keychain does not have your keys of ${team} any more.`,
    todo: 'Ask a manager for an invitation that replaces you.',
  }),
  'team-code-unreadable': () => ({
    happened: 'That is no invitation, or not the whole of it.',
    todo: 'Copy it once more, from beginning to end.',
  }),
  'team-joined-already': ({ team }) => ({ happened: `You are in ${team} already.` }),
  'team-phrase-differs': () => ({
    happened:
      'The words are not the same on both sides: somebody else may have used the invitation. Nobody was let in.',
    todo: 'Take the invitation back and send a new one by another way.',
  }),
  'team-nobody-asked': ({ name }) => ({
    happened: `Nobody has answered the invitation for ${name} yet.`,
    todo: 'Wait until they have joined on their side.',
  }),
  'team-shared-already': ({ name }) => ({ happened: `${name} is shared with a team already.` }),
  'team-not-shared': ({ name }) => ({ happened: `${name} is not shared with a team.` }),
};
