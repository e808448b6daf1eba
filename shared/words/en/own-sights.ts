import { isoOf } from '../../time.ts';
import type { OwnSights } from '../catalogue.ts';

/** What the doctor saw of the program itself. */
export const enOwnSights: OwnSights = {
  'updates-none': ({ lookedAt }) => ({
    found: lookedAt === undefined ? 'not looked for yet' : `none, looked at ${isoOf(lookedAt)}`,
  }),
  'updates-coming': ({ version }) => ({ found: `version ${version} is being fetched` }),
  'updates-ready': ({ version, oneWay, waits }) => ({
    found: `version ${version} is ready`,
    meaning: [
      waits
        ? 'It is put in place when the open act at an issuer is over.'
        : 'Run tokenkeep update --install, or restart from the window.',
      oneWay ? ' Earlier versions cannot read the vault afterwards, so make a backup first.' : '',
    ].join(''),
  }),
  'updates-failed': ({ trusted }) => ({
    found: 'the last look failed',
    meaning: trusted
      ? 'Whether there is one could not be asked, or it could not be fetched. It is tried again by itself.'
      : 'What was offered is not from whoever made this copy, and was refused. Stay with this version, and tell whoever you have it from.',
  }),
  'login-off': () => ({ found: 'off' }),
  'login-on': ({ place }) => ({ found: place }),
  'login-lacks': ({ place, why }) => ({ found: place, meaning: lacks[why] }),
};

const lacks = {
  absent: 'The entry that starts it is not there. Turn the setting off and on again.',
  'turned-off': 'It is turned off in the settings of the desktop. Turn it on there.',
  'other-vault': 'The entry there starts another vault, and was left as it is.',
  system: 'The system does not start it. Allow it in the list of what starts at sign-in.',
} as const;
