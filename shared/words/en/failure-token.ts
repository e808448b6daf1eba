import type { Effect } from '../../kind.ts';
import type { ActFailure, InputFailure, NameFailure, PasteFailure, SignInFailure, UseFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';
import { enCauses } from './state.ts';

const doubts = { 'hidden-character': 'a hidden character', 'line-break': 'a line break' } as const;

type TokenFailure = NameFailure | PasteFailure | InputFailure | UseFailure | ActFailure | SignInFailure;

/** What could not be done with a token. */
const EFFECTS: Readonly<Record<Effect, string>> = {
  'extends-life': 'makes its life longer',
  'consumes-use': 'uses it once',
  'issues-token': 'has its issuer make another token of it',
  'probe-write': 'tries to write with it, in a way that its issuer refuses',
  spends: 'spends it',
  alarms: 'may alarm whoever watches over it',
};

export const enTokenFailures: FailureTable<TokenFailure> = {
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
    happened: `The paste has ${doubts[found]} at position ${position}. Nothing was stored.`,
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
    happened: `Whether ${name} still lives could not be told: ${enCauses[cause]}. It is unchanged.`,
  }),
  'no-page': ({ name }) => ({ happened: `There is no page of an issuer for ${name}.` }),
  'check-costs': ({ name, effect }) => ({
    happened: `A check of ${name} ${EFFECTS[effect]}, so it is taken only when you say so. Nobody was asked yet.`,
    todo: 'Say yes to go on.',
  }),
  'cannot-narrow': ({ name }) => ({
    happened: `The issuer of ${name} cannot make a narrower token.`,
    todo: 'Ask for it whole, without scopes.',
  }),
  'consent-needed': ({ name, asked }) =>
    asked === true
      ? {
          happened: `${name} is lent only after you say yes, and the question stands in Tokenkeep now.`,
          todo: 'Answer it and ask again, or wait for the answer with --wait.',
        }
      : {
          happened: `${name} is lent only after you say yes, and there is nowhere to ask.`,
          todo: 'Change its policy, or ask where the app runs.',
        },
  'refused-by-policy': ({ name }) => ({
    happened: `The policy of ${name} is to lend it to nobody.`,
    todo: 'Change it with tokenkeep edit --policy.',
  }),
  'cannot-do': ({ name, act, link }) => ({
    happened: `The issuer of ${name} offers no way to ${act} it from here. Nothing was changed.`,
    todo: link === undefined ? undefined : `Do it at ${link}.`,
  }),
  'issuer-silent': ({ name, cause }) => ({
    happened: `The issuer of ${name} could not be asked: ${enCauses[cause]}. The token is unchanged.`,
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
};
