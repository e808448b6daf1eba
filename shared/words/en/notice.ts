import type { NoticeKind } from '../../notice.ts';
import type { Moment, NoticeTable, NoticeWords } from '../catalogue.ts';
import { enTime } from './time.ts';

type Backup = Extract<NoticeKind, { kind: 'backup' }>;
type Rotation = Extract<NoticeKind, { kind: 'rotation' }>;

const rotations: Readonly<Record<Rotation['trouble'], (what: Rotation) => NoticeWords>> = {
  'answer-lost': ({ label, provider }) => ({
    title: `Whether ${label} was rotated is not known`,
    body: `${provider} was asked and its answer was lost. Look at its page; replace the value if this one stopped working.`,
  }),
  'new-refused': ({ label, provider }) => ({
    title: `${label} was not rotated`,
    body: `${provider} does not take the new value it made. The old one stays.`,
  }),
  'target-failed': ({ label }) => ({
    title: `A place where ${label} is used could not be written`,
    body: 'The new value is kept and the old one still works. Mend the place and rotate again.',
  }),
};

export const enBackupTroubles: Readonly<Record<Backup['trouble'], string>> = {
  folder: 'It could not be written. Look whether the folder is there, and whether there is room.',
  keyring: 'The keyring did not give all the values, so none was made.',
  untested: 'What was written could not be opened again, and was thrown away. Look whether the disk is sound.',
  unset: 'Nothing is set that it is sealed with, or no folder. See Settings, Backup.',
  files: 'Files of the vault are damaged, and it would lack what they lack.',
  lacking: 'The keyring lacks values that it should have, so they are not in it.',
};

function expired(
  { label, provider, expiresAt }: Pick<Extract<NoticeKind, { kind: 'expired' }>, 'label' | 'provider' | 'expiresAt'>,
  { now, zone }: Moment,
): NoticeWords {
  return {
    title: `${label} has expired`,
    body: `It ended ${enTime.ago(expiresAt, now, zone)}. Make a new one at ${provider} and replace it here.`,
  };
}

export const enNotices: NoticeTable = {
  update: ({ label, oneWay }) => ({
    title: `${label} is ready`,
    body: `It is fetched and its signature is right. Restart to use it.${
      oneWay ? ' Earlier versions cannot read the vault afterwards, so make a backup first.' : ''
    }`,
  }),
  expired,
  expiring: (what, moment) =>
    what.expiresAt <= moment.now
      ? expired(what, moment)
      : {
          title: `${what.label} expires ${enTime.within(what.expiresAt - moment.now)}`,
          body: `Make a new one at ${what.provider} before ${enTime.exact(what.expiresAt, moment.zone)}.`,
        },
  dead: ({ label, provider, state }) => ({
    title: `${label} ${state === 'revoked' ? 'was revoked' : 'is no longer accepted'}`,
    body: `${provider} said so. Whatever uses it has stopped working; replace it with a new one.`,
  }),
  found: ({ label, provider, file }) => ({
    title: `${label} lies open in a file`,
    body: `It was found in ${file} and still works at ${provider}. Take it out there, or make it dead.`,
  }),
  backup: ({ trouble }) => ({
    title: trouble === 'lacking' ? 'The last backup is not whole' : 'A backup was not made',
    body: `${enBackupTroubles[trouble]} Earlier backups are as they were.`,
  }),
  rotation: (what) => rotations[what.trouble](what),
  revocation: ({ label, provider, said, link }) => {
    const reason = said === undefined ? `${provider} was asked and still takes it` : `${provider} refused (${said})`;
    return {
      title: `${label} is not revoked`,
      body: `${reason}. Revoke it yourself at ${link ?? provider}. It is no longer used here.`,
    };
  },
  'sign-in': ({ label, provider, why }) => ({
    title: `Sign in to ${label} again`,
    body: `${
      why === 'refused'
        ? `${provider} renews it no longer without you.`
        : `${provider} was asked for a new one and its answer was lost, which may have spent what it is renewed with.`
    } What you have works until it expires.`,
  }),
};

export function enSummary(labels: readonly string[]): NoticeWords {
  const rest = labels.length - 3;
  const named = labels.slice(0, 3).join(', ');
  return { title: `${labels.length} tokens need a look`, body: rest > 0 ? `${named} and ${rest} more.` : `${named}.` };
}
