import type { Cleaned } from '../commands/keeping.ts';
import type { Sight } from '../diagnosis.ts';
import type { Failure } from '../failure.ts';
import type { Question } from '../lease.ts';
import type { NoticeKind } from '../notice.ts';
import type { TokenView } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import type { Expiry, TokenStatus, TokenWarning } from '../token.ts';
import type { BlockCause, UnknownCause } from '../verdict.ts';
import type { Counting } from './counting.ts';
import type { Language } from './language.ts';
import type { LendingPhrases } from './lending.ts';
import type { TimeWords } from './time.ts';

/** What happened and what was kept; and the one thing to do, where there is one. */
export interface FailureWords {
  readonly happened: string;
  readonly todo?: string | undefined;
}

/** A code without words, in either language, does not compile. */
export type FailureTable<F extends Failure = Failure> = {
  readonly [C in F['code']]: (failure: Extract<F, { code: C }>) => FailureWords;
};

/** When it is said, and in whose time zone. */
export interface Moment {
  readonly now: Instant;
  readonly zone?: string | undefined;
}

export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

export type NoticeTable = {
  readonly [K in NoticeKind['kind']]: (what: Extract<NoticeKind, { kind: K }>, moment: Moment) => NoticeWords;
};

type Tense = Moment & { readonly lastGoodAt?: Instant | undefined };
export type StateTable = {
  readonly [K in TokenStatus['kind']]: (status: Extract<TokenStatus, { kind: K }>, tense: Tense) => string;
};
export type WarningTable = {
  readonly [C in TokenWarning['code']]: (warning: Extract<TokenWarning, { code: C }>) => string;
};

/** Words about tokens, by the codes of their facts. */
export interface StatePhrases {
  readonly states: StateTable;
  readonly causes: Readonly<Record<UnknownCause, string>>;
  /** What to do about it, in a sentence. */
  readonly remedies: {
    readonly blocked: Readonly<Record<BlockCause, string>>;
    /** Of a token that is dead. */
    readonly dead: (issuer: string) => string;
    /** Where nothing could be learned. */
    readonly unknown: Readonly<Record<UnknownCause, string>>;
  };
  readonly cleaned: Readonly<Record<Cleaned, string>>;
  readonly warnings: WarningTable;
  /** How it is known: what was asked, and what came back. */
  readonly evidence: {
    readonly answered: (asked: string, status: number, said: string | undefined, when: string) => string;
    readonly silent: (asked: string, why: string | undefined, when: string) => string;
  };
  readonly expiry: {
    readonly unknown: string;
    readonly never: (source: string) => string;
    readonly byDate: (date: string) => string;
    readonly sources: Readonly<Record<Extract<Expiry, { kind: 'at' }>['source'], string>>;
  };
}

/** What the doctor found, by its own name where it has one, and what a lack means and what to do. */
export interface SightWords {
  readonly found: string;
  readonly meaning?: string | undefined;
}

/** A sight without words, in either language, does not compile. Those of the keyring and of trouble are said by their failures. */
export interface DiagnosisPhrases {
  readonly sights: {
    readonly [C in Exclude<Sight['code'], 'keyring-answers' | 'keyring-lacks' | 'trouble' | 'updates-unsought'>]: (
      sight: Extract<Sight, { readonly code: C }>,
    ) => SightWords;
  };
  readonly keyring: Readonly<Record<Extract<Sight, { readonly code: 'keyring-lacks' }>['state']['kind'], string>>;
  /** What a keyring means that does not answer. */
  readonly silent: string;
  readonly auditLog: string;
  /** Nobody looks for newer versions; why is said by a failure. */
  readonly notSought: string;
}

/** Sights of the program itself. */
export type OwnSights = Pick<
  DiagnosisPhrases['sights'],
  Extract<keyof DiagnosisPhrases['sights'], `updates-${string}` | `login-${string}`>
>;

/** The tray's menu and its first line: what a glance must answer. */
export interface TrayWords {
  readonly locked: string;
  readonly shut: string;
  readonly lock: string;
  readonly unlock: string;
  /** After "Tokenkeep is trying to", in the system's own prompt. */
  readonly proveOwner: string;
  readonly noKeyring: string;
  readonly noTokens: string;
  readonly total: (n: number) => string;
  readonly allWell: (total: string) => string;
  readonly needYou: (n: number) => string;
  readonly soon: (n: number) => string;
  readonly unsure: (n: number) => string;
  readonly ends: (when: string) => string;
  readonly checked: (when: string) => string;
  readonly copy: string;
  readonly check: string;
  readonly open: string;
  readonly more: (n: number) => string;
  readonly checkAll: string;
  readonly pause: string;
  readonly forHour: string;
  readonly untilTomorrow: string;
  readonly resume: string;
  readonly inbox: (unread: number) => string;
  readonly search: string;
  readonly openApp: string;
  readonly quit: string;
}

/** One language: the same facts, said. */
export interface Phrases extends StatePhrases {
  readonly language: Language;
  readonly counting: Counting;
  readonly time: TimeWords;
  readonly failures: FailureTable;
  readonly notices: NoticeTable;
  /** One sentence for many: names the first three and the number. */
  readonly summary: (labels: readonly string[]) => NoticeWords;
  readonly tray: TrayWords;
  readonly lending: LendingPhrases;
  readonly diagnosis: DiagnosisPhrases;
}

/** What main, tray and window say about tokens, in one language. */
export interface Words extends Pick<Phrases, 'language' | 'counting' | 'time' | 'tray' | 'summary' | 'lending'> {
  failure(failure: Failure): FailureWords;
  /** What the doctor saw, and what it means. */
  sight(sight: Sight): SightWords;
  /** Who wants what, and for how long. */
  question(question: Question): NoticeWords;
  /** Made when it is shown, from the stored moment, so that "3 days" is true then. */
  notice(what: NoticeKind, now: Instant, zone?: string): NoticeWords;
  /** A state in a few words, for a row of a list or a menu: "Expires in 3 days". */
  status(view: Pick<TokenView, 'token' | 'status'>, now: Instant, zone?: string): string;
  /** The same of something that is not kept. */
  state(status: TokenStatus, now: Instant, zone?: string): string;
  /** How we know: "GET api.github.com/user said 200 four minutes ago." Empty when nothing was ever asked. */
  evidence(view: Pick<TokenView, 'token'>, now: Instant, zone?: string): string;
  /** When it ends and who said so: "31 December 2026, by the issuer's word". */
  expiry(expiry: Expiry, now: Instant, zone?: string): string;
  warning(warning: TokenWarning): string;
  cleaned(what: Cleaned): string;
  cause(cause: UnknownCause): string;
  /** What to do about a state, in a sentence; undefined where there is nothing to do. */
  remedy(status: TokenStatus, issuer: string): string | undefined;
}
