const HIDDEN = '[hidden]';

/** What issuers put in front of their tokens, with what follows it. */
const PREFIXED =
  /\b(?:gh[a-z]_|github_pat_|gl[a-z]{1,6}-|xox[a-z]-|xapp-|sk[-_]|pk[-_]|rk_|npm_|pypi-|dop_v1_|hvs\.|AKIA|ASIA|AIza|ya29\.|eyJ)[\w.~+/=-]{6,}/g;
const BEARER = /\b(Bearer|Basic|token)\s+[\w.~+/=-]{8,}/gi;
const USERINFO = /(:\/\/)[^/@\s]+@/g;
const QUERY = /(\bhttps?:\/\/[^\s?#]*)[?#]\S*/g;
/** A run that no word or name has; a UUID's pieces are shorter. */
const RUN = /[\w+=~]{20,}/g;

/**
 * The second line: nothing that is a value should come here at all. Hides what looks like one, and rather too much than too little.
 */
export function redact(text: string): string {
  return text
    .replace(QUERY, '$1')
    .replace(USERINFO, `$1${HIDDEN}@`)
    .replace(BEARER, `$1 ${HIDDEN}`)
    .replace(PREFIXED, HIDDEN)
    .replace(RUN, (run) => (/\d/.test(run) && /[a-z]/i.test(run) ? HIDDEN : run));
}
