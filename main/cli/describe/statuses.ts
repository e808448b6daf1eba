/** What the program's exit status says. */
export const STATUSES: readonly (readonly [status: string, meaning: string])[] = [
  ['0', 'done'],
  ['1', 'failed'],
  ['2', 'the command line makes no sense'],
  ['3', 'no such token'],
  ['4', 'refused: no consent, or it cannot be narrowed as asked'],
  ['5', 'the vault or the keychain is locked'],
  ['6', 'no keychain, or it does not answer'],
  ['7', 'the token is of no use: expired, revoked, invalid, or a person must sign in'],
  ['8', 'it could not be told'],
  ['9', 'pending: asked for, and not proven yet'],
  [
    '126, 127, 128+n',
    'exec: it cannot be run, there is no such program, it was ended by signal n; else its own status',
  ],
];
