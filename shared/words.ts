import type { Cleaned } from './commands/keeping.ts';
import type { NoticeKind } from './notice.ts';
import type { TokenView } from './snapshot.ts';
import type { Instant } from './time.ts';
import type { Expiry, TokenStatus, TokenWarning } from './token.ts';
import type { BlockCause, Evidence, UnknownCause } from './verdict.ts';
import { ago, dateWords, exactTime, lengthWords, timeLeft } from './words-time.ts';

const CAUSES: Readonly<Record<UnknownCause, string>> = {
  offline: 'offline',
  timeout: 'no answer in time',
  outage: 'the issuer has an outage',
  'rate-limited': 'the issuer asks to wait',
  'captive-portal': 'a sign-in page of this network is in the way',
  tls: 'the secure connection is not trusted',
  proxy: 'the proxy refused',
  unexpected: 'an answer that makes no sense',
};

const BLOCKS: Readonly<Record<BlockCause, string>> = {
  'sso-required': 'SSO needed',
  'insufficient-scope': 'it may not do what was asked',
  policy: 'a policy of the issuer',
  'not-yet-valid': 'its time has not begun',
  'account-blocked': 'its account is blocked',
};

/** What to do about a block, in a sentence. */
export const blockCure: Readonly<Record<BlockCause, string>> = {
  'sso-required': 'Authorise it for single sign-on on the page of your tokens at the issuer.',
  'insufficient-scope': 'The token lives. Make one with wider scopes only if the tool really needs them.',
  policy: 'Ask whoever runs the account at the issuer.',
  'not-yet-valid': 'Wait until it begins, or check the clock of this machine.',
  'account-blocked': 'Ask whoever runs the account at the issuer to unblock it.',
};

export const causeWords = (cause: UnknownCause): string => CAUSES[cause];

type Tense = { readonly now: Instant; readonly zone: string | undefined; readonly lastGood: Evidence | undefined };
type StateWords = {
  readonly [K in TokenStatus['kind']]: (status: Extract<TokenStatus, { kind: K }>, tense: Tense) => string;
};

const STATES: StateWords = {
  unchecked: () => 'Not checked yet',
  valid: () => 'Valid',
  expiring: ({ at }, { now, zone }) => `Expires ${timeLeft(at, now, zone)}`,
  blocked: ({ why }) => `Works, but blocked: ${BLOCKS[why]}`,
  expired: ({ at }, { now, zone }) => (at === undefined ? 'Expired' : `Expired ${ago(at, now, zone)}`),
  revoked: () => 'Revoked',
  invalid: () => 'Not accepted',
  unknown: ({ cause }, { now, zone, lastGood }) =>
    `Can't tell: ${CAUSES[cause]}${lastGood === undefined ? '' : `. Last good ${ago(lastGood.at, now, zone)}`}`,
  'sign-in-needed': () => 'Sign in again',
  'outcome-lost': () => 'Outcome unknown, make a new one',
  'revocation-pending': () => 'Revocation asked',
};

/** A state in a few words, for a row of a list or a menu: "Expires in 3 days". */
export function statusWords(view: Pick<TokenView, 'token' | 'status'>, now: Instant, zone?: string): string {
  const say = STATES[view.status.kind] as (status: TokenStatus, tense: Tense) => string;
  return say(view.status, { now, zone, lastGood: view.token.standing.lastGood });
}

/** How we know: "GET api.github.com/user said 200 four minutes ago." Empty when nothing was ever asked. */
export function evidenceWords(view: Pick<TokenView, 'token'>, now: Instant, zone?: string): string {
  const latest = view.token.standing.latest;
  if (latest === undefined) return '';
  const { asked, status, said, at } = latest.evidence;
  const answer =
    status === undefined
      ? `gave no answer (${said ?? 'no reason known'})`
      : `said ${status}${said === undefined ? '' : ` (${said})`}`;
  return `${asked} ${answer} ${ago(at, now, zone)}.`;
}

const SOURCES = { issuer: "by the issuer's word", user: 'by your word', token: 'by its own claims' } as const;

/** When it ends and who said so: "31 December 2026, by the issuer's word". */
export function expiryWords(expiry: Expiry, now: Instant, zone?: string): string {
  if (expiry.kind === 'unknown') return 'No expiry known';
  if (expiry.kind === 'never') return `Never, ${SOURCES[expiry.source]}`;
  const when =
    expiry.precision === 'date' ? `${dateWords(expiry.at, now, 'UTC')}, by date` : exactTime(expiry.at, zone);
  return `${when}, ${SOURCES[expiry.source]}`;
}

const CLEANED: Readonly<Record<Cleaned, string>> = {
  'line-end': 'a line end',
  spaces: 'spaces around it',
  quotes: 'quotes around it',
  bearer: 'the word before it',
  header: 'the header name',
  assignment: 'the variable name',
  'byte-order-mark': 'a byte order mark',
  'hidden-character': 'hidden characters inside it',
  'line-break': 'a line break inside it',
};

export const cleanedWords = (what: Cleaned): string => CLEANED[what];

export function warningWords(warning: TokenWarning): string {
  switch (warning.code) {
    case 'never-expires':
      return 'It never expires. Prefer a token that does.';
    case 'expiry-unknown':
      return 'Nobody said when it expires. Tell the date if you know it.';
    case 'expiry-implausible':
      return 'The expiry it claims cannot be true and is not used.';
    case 'owner-missing':
      return 'Nobody is named who looks after it.';
    case 'too-wide':
      return `It may do more than most tools need: ${warning.scopes.join(', ')}.`;
    case 'few-uses':
      return 'Its issuer counts its uses, and a check is one: it is not checked any more.';
    case 'value-missing':
      return 'Its value is not in the keyring. Replace it with a new one.';
  }
}

export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

/** Made when it is shown, from the stored moment, so that "3 days" is true then. */
export function noticeWords(what: NoticeKind, now: Instant, zone?: string): NoticeWords {
  if (what.kind === 'expiring' && what.expiresAt > now) {
    const left = lengthWords(what.expiresAt - now);
    return {
      title: `${what.label} expires in ${left}`,
      body: `Make a new one at ${what.provider} before ${exactTime(what.expiresAt, zone)}.`,
    };
  }
  if (what.kind === 'dead') {
    const said = what.state === 'revoked' ? 'was revoked' : 'is no longer accepted';
    return {
      title: `${what.label} ${said}`,
      body: `${what.provider} said so. Whatever uses it has stopped working; replace it with a new one.`,
    };
  }
  if (what.kind === 'rotation') return rotationTroubleWords(what);
  if (what.kind === 'revocation') return stillAliveWords(what);
  if (what.kind === 'sign-in') return signInWords(what);
  return {
    title: `${what.label} has expired`,
    body: `It ended ${ago(what.expiresAt, now, zone)}. Make a new one at ${what.provider} and replace it here.`,
  };
}

function signInWords({ label, provider, why }: Extract<NoticeKind, { kind: 'sign-in' }>): NoticeWords {
  const reason =
    why === 'refused'
      ? `${provider} renews it no longer without you.`
      : `${provider} was asked for a new one and its answer was lost, which may have spent what it is renewed with.`;
  return { title: `Sign in to ${label} again`, body: `${reason} What you have works until it expires.` };
}

function stillAliveWords({ label, provider, said, link }: Extract<NoticeKind, { kind: 'revocation' }>): NoticeWords {
  const reason = said === undefined ? `${provider} was asked and still takes it` : `${provider} refused (${said})`;
  return {
    title: `${label} is not revoked`,
    body: `${reason}. Revoke it yourself ${link === undefined ? `at ${provider}` : `at ${link}`}. It is no longer used here.`,
  };
}

function rotationTroubleWords({ label, provider, trouble }: Extract<NoticeKind, { kind: 'rotation' }>): NoticeWords {
  switch (trouble) {
    case 'answer-lost':
      return {
        title: `Whether ${label} was rotated is not known`,
        body: `${provider} was asked and its answer was lost. Look at its page; replace the value if this one stopped working.`,
      };
    case 'new-refused':
      return {
        title: `${label} was not rotated`,
        body: `${provider} does not take the new value it made. The old one stays.`,
      };
    case 'target-failed':
      return {
        title: `A place where ${label} is used could not be written`,
        body: 'The new value is kept and the old one still works. Mend the place and rotate again.',
      };
  }
}

/** One sentence for many: names the first three and the number. */
export function summaryWords(labels: readonly string[]): NoticeWords {
  const rest = labels.length - 3;
  const named = labels.slice(0, 3).join(', ');
  return { title: `${labels.length} tokens need a look`, body: rest > 0 ? `${named} and ${rest} more.` : `${named}.` };
}
