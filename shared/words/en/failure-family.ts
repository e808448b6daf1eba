import type { FamilyFailure } from '../../failure-family.ts';
import type { FailureTable } from '../catalogue.ts';

export const enFamilyFailures: FailureTable<FamilyFailure> = {
  'renewed-elsewhere': ({ name, machine }) => ({
    happened: `${name} is being renewed on ${machine} right now. Nothing was done here.`,
    todo: 'Its new value comes by itself; ask again in a moment.',
  }),
  'renewal-in-doubt': ({ name, machine }) => ({
    happened: `A renewal of ${name} was begun on ${machine} and never ended, so its new value may be there alone. Nothing was spent here.`,
    todo: `Start Tokenkeep on ${machine}; if that machine is gone, sign in again.`,
  }),
  'profile-copied': ({ name, machine }) => ({
    happened: `This installation is in use on ${machine} too, so ${name} is not renewed here.`,
    todo: 'End it there, or set this machine up as one of its own.',
  }),
  'team-silent': ({ name, why }) => ({
    happened: `The team's store could not be asked (${why}), so ${name} is not renewed. The token is unchanged.`,
    todo: 'It is tried again by itself.',
  }),
};
