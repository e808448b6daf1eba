/** A token's value may be this long; longer input is refused before anything looks at it. */
export const MOST_VALUE_CHARACTERS = 65_536;
