import type { Capability } from '../../kind.ts';
import { isoOf, type Instant } from '../../time.ts';
import type { BlockCause, UnknownCause } from '../../verdict.ts';
import type { StatePhrases } from '../catalogue.ts';
import { enTime } from './time.ts';

export const enCauses: Readonly<Record<UnknownCause, string>> = {
  offline: 'offline',
  timeout: 'no answer in time',
  outage: 'the issuer has an outage',
  'rate-limited': 'the issuer asks to wait',
  'captive-portal': 'a sign-in page of this network is in the way',
  tls: 'the secure connection is not trusted',
  proxy: 'the proxy refused',
  unexpected: 'an answer that makes no sense',
};

const blocks: Readonly<Record<BlockCause, string>> = {
  'sso-required': 'SSO needed',
  'insufficient-scope': 'it may not do what was asked',
  policy: 'a policy of the issuer',
  'not-yet-valid': 'its time has not begun',
  'account-blocked': 'its account is blocked',
};

const CAPABILITIES: Readonly<Record<Capability, string>> = {
  recognise: 'recognising it',
  check: 'checking it',
  renew: 'renewing it',
  rotate: 'rotating it',
  revoke: 'revoking it',
  derive: 'making a narrower one',
};

const dayOf = (at: Instant): string => isoOf(at).slice(0, 10);

export const enState: StatePhrases = {
  states: {
    unchecked: () => 'Not checked yet',
    valid: () => 'Valid',
    expiring: ({ at }, { now, zone }) => `Expires ${enTime.left(at, now, zone)}`,
    blocked: ({ why }) => `Works, but blocked: ${blocks[why]}`,
    expired: ({ at }, { now, zone }) => (at === undefined ? 'Expired' : `Expired ${enTime.ago(at, now, zone)}`),
    revoked: () => 'Revoked',
    invalid: () => 'Not accepted',
    unknown: ({ cause }, { now, zone, lastGoodAt }) =>
      `Can't tell: ${enCauses[cause]}${lastGoodAt === undefined ? '' : `. Last good ${enTime.ago(lastGoodAt, now, zone)}`}`,
    'sign-in-needed': () => 'Sign in again',
    'outcome-lost': () => 'Outcome unknown, make a new one',
    'revocation-pending': () => 'Revocation asked',
  },
  causes: enCauses,
  remedies: {
    blocked: {
      'sso-required': 'Authorise it for single sign-on on the page of your tokens at the issuer.',
      'insufficient-scope': 'The token lives. Make one with wider scopes only if the tool really needs them.',
      policy: 'Ask whoever runs the account at the issuer.',
      'not-yet-valid': 'Wait until it begins, or check the clock of this machine.',
      'account-blocked': 'Ask whoever runs the account at the issuer to unblock it.',
    },
    dead: (issuer) => `Make a new one at ${issuer} and replace it here.`,
    unknown: {
      offline: 'It is asked again by itself when this machine is online.',
      timeout: 'It is asked again by itself.',
      outage: 'It is asked again by itself.',
      'rate-limited': 'It is asked again by itself when the issuer allows it.',
      'captive-portal': 'Sign in to the network in a browser, then check again.',
      tls: 'Look at what stands between this machine and the issuer: a proxy that reads along, or a clock that is wrong.',
      proxy: 'Look at the proxy settings of this machine, then check again.',
      unexpected: 'Look whether the host is the right one.',
    },
  },
  cleaned: {
    'line-end': 'a line end',
    spaces: 'spaces around it',
    quotes: 'quotes around it',
    bearer: 'the word before it',
    header: 'the header name',
    assignment: 'the variable name',
    'byte-order-mark': 'a byte order mark',
    'hidden-character': 'hidden characters inside it',
    'line-break': 'a line break inside it',
  },
  warnings: {
    'never-expires': () => 'It never expires. Prefer a token that does.',
    'expiry-unknown': () => 'Nobody said when it expires. Tell the date if you know it.',
    'expiry-implausible': () => 'The expiry it claims cannot be true and is not used.',
    'owner-missing': () => 'Nobody is named who looks after it.',
    'too-wide': ({ scopes }) => `It may do more than most tools need: ${scopes.join(', ')}.`,
    'few-uses': () => 'Its issuer counts its uses, and a check is one: it is not checked any more.',
    unrestricted: () =>
      'Nothing limits what it may do, or from where. Restrict it at its issuer, or use a narrower one.',
    shared: ({ count }) => `${count} use it: it cannot be ended for one of them alone.`,
    'format-dead': ({ since }) => `Its issuer takes tokens of this kind no longer, since ${dayOf(since)}.`,
    retiring: ({ at }) => `Its issuer takes tokens of this kind no longer from ${dayOf(at)} on. Replace it before.`,
    unverified: ({ capabilities }) =>
      `Not compared with its issuer's documentation: ${capabilities.map((one) => CAPABILITIES[one]).join(', ')}.`,
    elsewhere: ({ machine }) =>
      `Restored from a backup: it may be in use on ${machine}. It renews itself again once you say that it is used here.`,
    'value-missing': () => 'Its value is not in the keyring. Replace it with a new one.',
  },
  evidence: {
    answered: (asked, status, said, when) =>
      `${asked} said ${status}${said === undefined ? '' : ` (${said})`} ${when}.`,
    silent: (asked, why, when) => `${asked} gave no answer (${why ?? 'no reason known'}) ${when}.`,
  },
  expiry: {
    unknown: 'No expiry known',
    never: (source) => `Never, ${source}`,
    byDate: (date) => `${date}, by date`,
    sources: { issuer: "by the issuer's word", user: 'by your word', token: 'by its own claims' },
  },
};
