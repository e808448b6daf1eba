import { peel } from './paste-peel.ts';

/** How tokens of many issuers begin. Only used to tell two tokens from one that was broken in two. */
const STARTS =
  /^(?:gh[pousr]_|github_pat_|gl[a-z]{1,5}-|npm_|pypi-|dckr_|xox[a-z]-|xapp-|sk[-_]|rk_|hf_|AKIA|ASIA|AIza|ya29\.|cf[uak]t?_|hvs\.|bkua_|gls?[ac]_|do[por]_v1_|vc[pikar]_|nfp_|SG\.|NRAK-|PMAK-|lin_|fig[dpo]_|ntn_|CCIP|sntry|sq[up][ab]?_|ATATT|eyJ)/u;

/** The different whole tokens of a text: pieces that begin as tokens do, and what lines assign to names. */
export function tokensIn(text: string): ReadonlySet<string> {
  const pieces = text.split(/[\s,;"'`]+/u).map((piece) => within(piece).value);
  const assigned = text.split(/[\r\n]+/u).map(within);
  const found = [
    ...pieces.filter((piece) => STARTS.test(piece)),
    ...assigned.filter(({ isNamed, value }) => isNamed && !/\s/u.test(value)).map(({ value }) => value),
  ];
  return new Set(found);
}

function within(text: string): { readonly value: string; readonly isNamed: boolean } {
  const { from, to, cleaned } = peel(text);
  return { value: text.slice(from, to), isNamed: cleaned.includes('assignment') || cleaned.includes('header') };
}
