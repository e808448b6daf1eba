/** More than this is no collection of tokens. */
export const MOST_ENTRIES = 20_000;
