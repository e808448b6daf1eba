import type { Failure } from '../../shared/failure.ts';
import type { StatusKind } from '../../shared/token.ts';

export const exits = {
  done: 0,
  failed: 1,
  usage: 2,
  noSuchToken: 3,
  refused: 4,
  locked: 5,
  noKeyring: 6,
  useless: 7,
  unknown: 8,
  pending: 9,
} as const;

export type Exit = (typeof exits)[keyof typeof exits];

const BY_CODE: Readonly<Partial<Record<Failure['code'], Exit>>> = {
  'bad-input': exits.usage,
  'provider-unknown': exits.usage,
  'host-refused': exits.usage,
  'setting-unknown': exits.usage,
  'no-such-token': exits.noSuchToken,
  'name-ambiguous': exits.noSuchToken,
  'cannot-narrow': exits.refused,
  'consent-needed': exits.refused,
  'consent-refused': exits.refused,
  'scope-too-wide': exits.refused,
  'cannot-broker': exits.refused,
  'no-such-lease': exits.noSuchToken,
  'no-such-grant': exits.noSuchToken,
  'refused-by-policy': exits.refused,
  refused: exits.refused,
  'keyring-locked': exits.locked,
  'vault-locked': exits.locked,
  'passphrase-wrong': exits.locked,
  'unlock-later': exits.locked,
  'owner-not-shown': exits.locked,
  'passphrase-needed': exits.refused,
  'lock-unset': exits.refused,
  'lock-stays': exits.refused,
  'vault-not-begun': exits.refused,
  'passphrase-weak': exits.usage,
  'keyring-absent': exits.noKeyring,
  'keyring-silent': exits.noKeyring,
  'token-useless': exits.useless,
  'sign-in-needed': exits.useless,
  'could-not-tell': exits.unknown,
  'revocation-pending': exits.pending,
  'rotation-open': exits.pending,
  'old-lives': exits.pending,
  'issuer-silent': exits.unknown,
  'outcome-lost': exits.useless,
  'in-use-elsewhere': exits.refused,
  'renewed-elsewhere': exits.pending,
  'renewal-in-doubt': exits.unknown,
  'profile-copied': exits.refused,
  'team-silent': exits.unknown,
  'team-unreachable': exits.unknown,
  'team-read-only': exits.unknown,
  'team-asking': exits.pending,
  'team-role': exits.refused,
  'team-removed': exits.refused,
  'team-phrase-differs': exits.refused,
  'team-refused': exits.refused,
  'team-unknown': exits.usage,
  'team-several': exits.usage,
  'confirm-needed': exits.refused,
  'export-unconfirmed': exits.refused,
  'check-costs': exits.refused,
  'no-page': exits.refused,
  'issuer-refused': exits.refused,
  'updates-off': exits.refused,
  'update-untrusted': exits.refused,
};

export const exitOf = (failure: Failure): Exit => BY_CODE[failure.code] ?? exits.failed;

const USELESS: readonly StatusKind[] = ['expired', 'revoked', 'invalid', 'sign-in-needed', 'outcome-lost'];

/** For `check`: one token of no use outweighs one that could not be told. A token with nobody to ask is no doubt. */
export function exitOfStates(states: readonly StatusKind[]): Exit {
  if (states.some((state) => USELESS.includes(state))) return exits.useless;
  if (states.includes('revocation-pending')) return exits.pending;
  return states.includes('unknown') ? exits.unknown : exits.done;
}
