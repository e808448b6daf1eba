import type { Failure } from './failure.ts';
import { causeWords } from './words.ts';

/** What happened and what was kept; and the one thing to do, where there is one. */
export interface FailureWords {
  readonly happened: string;
  readonly todo?: string | undefined;
}

type WordsOf = { readonly [C in Failure['code']]: (failure: Extract<Failure, { code: C }>) => FailureWords };

const LACKS = {
  'no-bus': 'there is no D-Bus session',
  'no-service': 'no program offers the Secret Service',
  'no-collection': 'the keyring has no default collection',
  'no-library': 'libsecret is not installed',
} as const;

const PASTE_FOUND = { 'hidden-character': 'a hidden character', 'line-break': 'a line break' } as const;

const PLACE_WHY = {
  'in-use': 'another Tokenkeep answers there',
  foreign: 'it belongs to another user',
  'not-a-folder': 'it is not a folder',
  'not-a-socket': 'something else has that name',
  unwritable: 'it cannot be written',
} as const;

const HOST_NEEDS = {
  'plain-http': 'Use https; plain http is only for this machine itself.',
  'not-a-url': 'Give a full address such as https://gitlab.example.org.',
  needed: 'Name the host of the issuer.',
  fixed: 'This kind of token has one issuer; leave the host out.',
} as const;

const sentences: WordsOf = {
  'keyring-locked': () => ({
    happened: 'The keyring is locked. Nothing was lost or changed.',
    todo: 'Unlock it (sign in to the desktop, or open its password prompt) and try again.',
  }),
  'keyring-absent': ({ lack }) => ({
    happened: `There is no keyring to keep values in: ${LACKS[lack]}. Nothing was stored anywhere else.`,
    todo: 'Install and start gnome-keyring, KWallet or KeePassXC with its Secret Service, then try again.',
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
  'file-unwritable': ({ file, reason }) => ({
    happened: `${file} cannot be written (${reason}). The old content is whole, and the change is kept in memory.`,
    todo: 'Make room or mend the permissions; it is saved by itself then.',
  }),
  'file-damaged': ({ file }) => ({
    happened: `${file} is damaged. It was set aside and nothing was overwritten.`,
    todo: 'An older copy is used where there is a good one; look over the newest changes.',
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
  'no-such-token': ({ name }) => ({
    happened: `No token is named ${name}.`,
    todo: 'See the names with tokenkeep list.',
  }),
  'name-taken': ({ name }) => ({
    happened: `There is already a token named ${name}. It was not changed.`,
    todo: 'Choose another name, or replace its value.',
  }),
  'name-ambiguous': ({ name }) => ({
    happened: `Several tokens are named ${name} but for the letter case.`,
    todo: 'Write the name exactly.',
  }),
  'paste-empty': () => ({ happened: 'There is nothing in it but blanks.', todo: 'Copy the token again and paste it.' }),
  'paste-too-long': ({ limit }) => ({
    happened: `That is longer than ${limit} characters, so it is no token.`,
    todo: 'Paste the token alone.',
  }),
  'paste-doubtful': ({ found, position }) => ({
    happened: `The paste has ${PASTE_FOUND[found]} at position ${position}. Nothing was stored.`,
    todo: 'Copy it again, confirm that it may be taken out, or keep the bytes as they are.',
  }),
  'paste-several': ({ count }) => ({
    happened: `The paste holds ${count} different tokens. Nothing was stored.`,
    todo: 'Paste one at a time.',
  }),
  'paste-session': ({ what }) => ({
    happened: `That is ${what}, not an API token. Nothing was stored.`,
    todo: 'Make an API token at the issuer.',
  }),
  'bad-input': ({ field, need }) => ({ happened: `${field} is not right: ${need}.` }),
  'token-useless': ({ name, state }) => ({
    happened: `${name} is of no use now: ${state}.`,
    todo: 'Make a new one at its issuer and replace it.',
  }),
  'could-not-tell': ({ name, cause }) => ({
    happened: `Whether ${name} still lives could not be told: ${causeWords(cause)}. It is unchanged.`,
  }),
  'cannot-narrow': ({ name }) => ({
    happened: `The issuer of ${name} cannot make a narrower token.`,
    todo: 'Ask for it whole, without scopes.',
  }),
  'consent-needed': ({ name }) => ({
    happened: `${name} is lent only after you say yes, and there is nowhere to ask.`,
    todo: 'Change its policy, or ask where the app runs.',
  }),
  'refused-by-policy': ({ name }) => ({
    happened: `The policy of ${name} is to lend it to nobody.`,
    todo: 'Change it with tokenkeep edit --policy.',
  }),
  'cannot-do': ({ name, act, link }) => ({
    happened: `The issuer of ${name} offers no way to ${act} it from here. Nothing was changed.`,
    todo: link === undefined ? undefined : `Do it at ${link}.`,
  }),
  'issuer-silent': ({ name, cause }) => ({
    happened: `The issuer of ${name} could not be asked: ${causeWords(cause)}. The token is unchanged.`,
    todo: 'It is tried again by itself.',
  }),
  'issuer-refused': ({ name, said }) => ({
    happened: `The issuer of ${name} refused (${said}). The token is unchanged.`,
    todo: 'See with tokenkeep show what it may do.',
  }),
  'sign-in-needed': ({ name }) => ({
    happened: `The issuer of ${name} wants a person to sign in again.`,
    todo: `Sign in from the window, or with tokenkeep add ${name} --sign-in --again.`,
  }),
  'outcome-lost': ({ name }) => ({
    happened: `A change of ${name} was sent and its answer was lost; whether it happened cannot be told. Both values are kept.`,
    todo: 'Make a new one at its issuer and replace it.',
  }),
  'revocation-pending': ({ name }) => ({
    happened: `${name} is being revoked and is no longer used here.`,
    todo: 'See with tokenkeep show how far it is.',
  }),
  'confirm-needed': ({ name, consumers }) => ({
    happened: `This ends ${name} for everything that uses it${consumers.length === 0 ? '' : `: ${consumers.join(', ')}`}. Nothing was done yet.`,
    todo: 'Say yes to go on.',
  }),
  'target-failed': ({ target, reason }) => ({
    happened: `${target} could not be written (${reason}). The old value still works and was not revoked.`,
    todo: 'Mend it and rotate again, or undo.',
  }),
  'rotation-open': ({ name }) => ({
    happened: `A new value of ${name} was made and is kept safe; it is not in use yet.`,
    todo: 'It goes on by itself once the new value is proven.',
  }),
  'new-refused': ({ name }) => ({
    happened: `The new value of ${name} is not taken by the issuer that made it. The old one stays in use.`,
    todo: 'Rotate again later.',
  }),
  'old-lives': ({ name }) => ({
    happened: `An earlier value of ${name} still lives at its issuer. Nothing was changed.`,
    todo: 'It is ended by itself; rotate again then.',
  }),
  'sign-in-failed': ({ said }) => ({
    happened: `The sign-in did not come to its end (${said}). Nothing was stored.`,
    todo: 'Try again.',
  }),
  'sign-in-busy': ({ account }) => ({
    happened: `A sign-in for ${account} is open already.`,
    todo: 'Finish or cancel that one.',
  }),
  'sign-in-over': () => ({ happened: 'That sign-in is over.', todo: 'Begin a new one.' }),
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
    todo: HOST_NEEDS[why],
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
  'agent-place-refused': ({ place, why }) => ({
    happened: `Requests cannot be heard at ${place}: ${PLACE_WHY[why]}. It was left as it is.`,
    ...(why === 'in-use' ? {} : { todo: 'Move away what is there, or choose another home with --home.' }),
  }),
};

/** A code without words does not compile. */
export function failureWords(failure: Failure): FailureWords {
  const say = sentences[failure.code] as (failure: Failure) => FailureWords;
  return say(failure);
}
