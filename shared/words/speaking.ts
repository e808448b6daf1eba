import type { Failure } from '../failure.ts';
import type { Question } from '../lease.ts';
import type { NoticeKind } from '../notice.ts';
import type { TokenView } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import type { Expiry, TokenStatus, TokenWarning } from '../token.ts';
import { sightWords } from './sighting.ts';
import type { FailureWords, Moment, NoticeWords, Phrases, Words } from './catalogue.ts';

/** Says facts in the phrases of one language. */
export function speak(phrases: Phrases): Words {
  const { language, counting, time, tray, summary, lending, failures, notices, warnings, cleaned, causes } = phrases;
  return {
    language,
    counting,
    time,
    tray,
    summary,
    lending,
    question: (question) => questionOf(phrases, question),
    // The tables tie each row to its own facts; over the whole union the compiler cannot see that.
    failure: (failure) => (failures[failure.code] as (failure: Failure) => FailureWords)(failure),
    sight: (sight) => sightWords(phrases, sight),
    notice: (what, now, zone) =>
      (notices[what.kind] as (what: NoticeKind, moment: Moment) => NoticeWords)(what, { now, zone }),
    status: ({ token, status }, now, zone) =>
      stateOf(phrases, status, { now, zone, lastGoodAt: token.standing.lastGood?.at }),
    state: (status, now, zone) => stateOf(phrases, status, { now, zone, lastGoodAt: undefined }),
    evidence: (view, now, zone) => evidenceOf(phrases, view, { now, zone }),
    expiry: (expiry, now, zone) => expiryOf(phrases, expiry, { now, zone }),
    warning: (warning) => (warnings[warning.code] as (warning: TokenWarning) => string)(warning),
    cleaned: (what) => cleaned[what],
    cause: (cause) => causes[cause],
    remedy: (status, issuer) => remedyOf(phrases, status, issuer),
  };
}

type Tense = Moment & { readonly lastGoodAt: Instant | undefined };

function stateOf({ states }: Phrases, status: TokenStatus, tense: Tense): string {
  return (states[status.kind] as (status: TokenStatus, tense: Tense) => string)(status, tense);
}

function evidenceOf({ evidence, time }: Phrases, { token }: Pick<TokenView, 'token'>, { now, zone }: Moment): string {
  const { latest } = token.standing;
  if (latest === undefined) return '';
  const { asked, status, said, at } = latest.evidence;
  const when = time.ago(at, now, zone);
  return status === undefined ? evidence.silent(asked, said, when) : evidence.answered(asked, status, said, when);
}

function expiryOf({ expiry: words, time }: Phrases, expiry: Expiry, { now, zone }: Moment): string {
  if (expiry.kind === 'unknown') return words.unknown;
  const source = words.sources[expiry.source];
  if (expiry.kind === 'never') return words.never(source);
  const when =
    expiry.precision === 'date' ? words.byDate(time.date(expiry.at, now, 'UTC')) : time.exact(expiry.at, zone);
  return `${when}, ${source}`;
}

function questionOf(
  { lending, time }: Phrases,
  { borrower, label, scopes, audience, length, whole }: Question,
): NoticeWords {
  const span = length === undefined ? undefined : time.length(length);
  const narrower = [...scopes, ...audience].join(', ');
  const what = whole ? lending.whole(narrower) : narrower === '' ? lending.all(span) : lending.narrow(narrower, span);
  return { title: lending.asks(borrower.tool, label), body: what };
}

function remedyOf({ remedies }: Phrases, status: TokenStatus, issuer: string): string | undefined {
  switch (status.kind) {
    case 'blocked':
      return remedies.blocked[status.why];
    case 'expired':
    case 'revoked':
    case 'invalid':
      return remedies.dead(issuer);
    case 'unknown':
      return remedies.unknown[status.cause];
    default:
      return undefined;
  }
}
