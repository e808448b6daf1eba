/** How many cases each door gets in `npm test`: a hundred thousand in all. */
export const SHARES = {
  'a program at the socket': 1_500,
  'a request of a program': 9_000,
  'a request of the window': 9_000,
  'a place to open': 2_000,
  'what git says': 7_000,
  'what docker says': 3_000,
  'a file to import': 7_000,
  'the bytes of an issuer': 600,
  'a knock where a browser comes back': 600,
  'an answer to a look': 24_000,
  'an answer to an act': 12_000,
  'a file of the vault': 3_000,
  'a file to write into': 2_000,
  'what is inside of a backup': 1_500,
  'a backup file': 300,
  'an entry of the keychain': 3_000,
  'a line of the audit log': 4_000,
  'an audit log': 300,
  'a paste': 6_000,
  'a name of a kind': 3_000,
  'a moment or a length': 4_000,
  'a schedule': 700,
} as const;

export type Door = keyof typeof SHARES;
