import type { AgentFailure, ClipboardFailure, FileFailure, KeyringFailure, VaultFailure } from '../../failure.ts';
import type { UpdateFailure, UpdatesOff } from '../../update.ts';
import type { FailureTable } from '../catalogue.ts';

const lacks = {
  'no-bus': 'there is no D-Bus session',
  'no-service': 'no program offers the Secret Service',
  'no-collection': 'the keyring has no default collection',
  'no-library': 'libsecret is not installed',
} as const;

const places = {
  'in-use': 'another Tokenkeep answers there',
  foreign: 'it belongs to another user',
  'not-a-folder': 'it is not a folder',
  'not-a-socket': 'something else has that name',
  unwritable: 'it cannot be written',
} as const;

const hostNeeds = {
  'plain-http': 'Use https; plain http is only for this machine itself.',
  'not-a-url': 'Give a full address such as https://gitlab.example.org.',
  needed: 'Name the host of the issuer.',
  fixed: 'This kind of token has one issuer; leave the host out.',
} as const;

const updatesOff: Readonly<Record<UpdatesOff, string>> = {
  'system-package': 'This copy came with a package of the system, whose own tools update it.',
  'plain-folder': 'This copy is a plain folder and is not updated by itself.',
  'no-feed': 'This copy was built without a place to look for updates.',
  'no-app': 'There is no app here that could be updated.',
  setting: 'Looking for updates is turned off in the settings.',
};

type MachineFailure = UpdateFailure | KeyringFailure | FileFailure | ClipboardFailure | VaultFailure | AgentFailure;

/** What the machine, or the vault on it, did not do. */
export const enMachineFailures: FailureTable<MachineFailure> = {
  'keyring-locked': () => ({
    happened: 'The keyring is locked. Nothing was lost or changed.',
    todo: 'Unlock it (sign in to the desktop, or open its password prompt) and try again.',
  }),
  'keyring-absent': ({ lack }) => ({
    happened: `There is no keyring to keep values in: ${lacks[lack]}. Nothing was stored anywhere else.`,
    todo: 'Install and start gnome-keyring, KWallet or KeePassXC with its Secret Service; or keep values in a file that only a passphrase opens, with tokenkeep passphrase vault.',
  }),
  'keyring-silent': ({ afterMs }) => ({
    happened: `The keyring did not answer within ${Math.round(afterMs / 1000)} s. Nothing was lost or changed.`,
    todo: 'Look for a password prompt of the keyring, or restart it.',
  }),
  'keyring-refused': ({ reason }) => ({
    happened:
      reason === 'too-large'
        ? 'The keyring refused a value of this size. The earlier value is still there.'
        : reason === 'round-trip'
          ? 'The keyring gave back something else than it was given. The earlier value is still there.'
          : `The keyring refused to ${reason}. The earlier value is still there.`,
    todo: 'Run tokenkeep doctor.',
  }),
  'keyring-damaged': () => ({
    happened: 'What the keyring holds for this token cannot be read. It was left as it is.',
    todo: 'Replace the token with a new value.',
  }),
  'keyring-stale': () => ({
    happened: 'The value was changed by somebody else meanwhile. That newer value was kept.',
    todo: 'Look at it and try again.',
  }),
  'vault-locked': () => ({
    happened: 'Tokenkeep is locked. Nothing was lost or changed.',
    todo: 'Unlock it with tokenkeep unlock, or in the window.',
  }),
  'file-unwritable': ({ file, reason }) => ({
    happened: `${file} cannot be written (${reason}). The old content is whole, and the change is kept in memory.`,
    todo: 'Make room or mend the permissions; it is saved by itself then.',
  }),
  'file-unreadable': ({ file, reason }) => ({
    happened: `${file} cannot be read (${reason}). It was left as it is, and nothing is written in its place.`,
    todo: 'Make it readable for you, or put the file itself where there is a link to it; then start again.',
  }),
  'file-damaged': ({ file }) => ({
    happened: `${file} is damaged. It was set aside and nothing was overwritten.`,
    todo: 'An older copy is used where there is a good one; look over the newest changes.',
  }),
  'file-lost': ({ file }) => ({
    happened: `No copy of ${file} is good. Nothing was changed, and Tokenkeep does not start as if it were new.`,
    todo: 'Put a good copy back, or restore a backup; to begin anew, move all files of that name out of the folder.',
  }),
  'file-newer': ({ file, version }) => ({
    happened: `${file} was written by a newer Tokenkeep (format ${version}). It was left as it is.`,
    todo: 'Use that newer version.',
  }),
  'no-desktop': () => ({
    happened: 'There is no desktop whose clipboard could be used.',
    todo: 'Start the Tokenkeep app on the desktop, then copy.',
  }),
  'clipboard-refused': () => ({
    happened: 'The clipboard did not take the value.',
    todo: 'Try again with the window in front.',
  }),
  'vault-busy': ({ holder }) => ({
    happened: `The vault is in use by process ${holder}.`,
    todo: 'Try again in a moment.',
  }),
  'no-window': () => ({ happened: 'No app with a window is running.', todo: 'Start the Tokenkeep app.' }),
  'provider-unknown': ({ provider, known }) => ({
    happened: `There is no provider ${provider}.`,
    todo: `Choose one of ${known.join(', ')}.`,
  }),
  'host-refused': ({ host, why }) => ({
    happened: `The host ${host === '' ? 'is missing' : `${host} is not taken`}.`,
    todo: hostNeeds[why],
  }),
  'setting-unknown': ({ key, known }) => ({
    happened: `There is no setting ${key}.`,
    todo: `Choose one of ${known.join(', ')}.`,
  }),
  'value-missing': ({ name }) => ({
    happened: `The value of ${name} is not in the keyring.`,
    todo: 'Replace it with a new one.',
  }),
  refused: () => ({ happened: 'That was refused.' }),
  bug: () => ({
    happened: 'Something went wrong inside Tokenkeep. Nothing was changed.',
    todo: 'Look at the log and tell us.',
  }),
  'agent-unreachable': ({ reason }) => ({
    happened: `Tokenkeep could not be reached (${reason}).`,
    todo: 'Start the app, or run tokenkeep doctor.',
  }),
  'agent-version': ({ theirs, ours }) => ({
    happened: `The running Tokenkeep speaks version ${theirs} and this one ${ours}.`,
    todo: 'Quit it and start the new one.',
  }),
  'agent-slow': ({ afterMs }) => ({
    happened: `Tokenkeep did not answer within ${Math.round(afterMs / 1000)} s.`,
    todo: 'Try again; run tokenkeep doctor if it stays so.',
  }),
  'updates-off': ({ why }) => ({ happened: updatesOff[why] }),
  'update-unreachable': ({ reason }) => ({
    happened: `Whether there is an update could not be asked, or it could not be fetched (${reason}).`,
    todo: 'It is tried again by itself.',
  }),
  'update-untrusted': ({ version, why }) => ({
    happened: `Version ${version} was refused: ${
      why === 'signature' ? 'its signature is not right' : 'what was fetched is not what was signed'
    }. Nothing was changed.`,
    todo: 'Stay with this version, and tell whoever you have it from.',
  }),
  'update-none': () => ({ happened: 'There is no newer version.' }),
  'agent-place-refused': ({ place, why }) => ({
    happened: `Requests cannot be heard at ${place}: ${places[why]}. It was left as it is.`,
    ...(why === 'in-use' ? {} : { todo: 'Move away what is there, or choose another home with --home.' }),
  }),
};
