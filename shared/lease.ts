import type { Duration, Instant } from './time.ts';
import type { Scope, TokenId, Tries } from './token.ts';

/** A person's standing word on one tool and one token. */
export interface Grant {
  readonly id: string;
  readonly token: TokenId;
  /** The tool's name by its own word. */
  readonly tool: string;
  /** False is "never": it is refused without another question. */
  readonly allows: boolean;
  /** What it may ask for; undefined is the whole token. */
  readonly scopes?: readonly Scope[] | undefined;
  /** For whom a narrower token may be, where that was all that was asked for. */
  readonly audience?: readonly string[] | undefined;
  /** The longest that one borrowing may last; undefined leaves it open. */
  readonly longest?: Duration | undefined;
  readonly since: Instant;
  /** Undefined is until it is ended. */
  readonly until?: Instant | undefined;
  /** Good for one borrowing, and gone with it. */
  readonly once?: boolean | undefined;
}

/** Who borrows, as far as it is known: names are the program's own word, the rest is what the system says of its process. */
export interface Borrower {
  readonly tool: string;
  readonly program: string;
  readonly pid: number;
  /** The program that started it. */
  readonly parent?: string | undefined;
  readonly folder: string;
  /** The repository that the folder lies in. */
  readonly repo?: string | undefined;
  /** The host that the token is to be shown to, where the tool said one. */
  readonly host?: string | undefined;
}

/** A narrower token that was made for one lease. Its value lies in the keyring under `slot`. */
export interface Child {
  readonly slot: TokenId;
  /** `own`: its issuer ends it when asked. `waits`: nothing can end it before its time. */
  readonly ends: 'own' | 'waits';
  readonly expiresAt?: Instant | undefined;
}

/** One borrowing with an end that is kept. */
export interface Lease {
  readonly id: string;
  readonly token: TokenId;
  /** The token's name when it was lent. */
  readonly label: string;
  readonly borrower: Borrower;
  /** `broker`: the value never left; only requests are made on the borrower's behalf. */
  readonly how: 'narrowed' | 'whole' | 'broker';
  readonly scopes: readonly Scope[];
  readonly openedAt: Instant;
  readonly endsAt: Instant;
  readonly child?: Child | undefined;
  /** It is over, and its child is not yet proven dead. */
  readonly ending?: (Tries & { readonly since: Instant }) | undefined;
}

/** A tool that was seen to use a token; kept apart from the consumers that a person told. */
export interface Use {
  readonly token: TokenId;
  readonly tool: string;
  readonly folder: string;
  readonly repo?: string | undefined;
  readonly host?: string | undefined;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** What a broker did with a token: requests that differ only in names and numbers count as one. */
export interface Call {
  readonly token: TokenId;
  readonly method: string;
  /** `/repos/*\/*\/issues`. */
  readonly path: string;
  readonly status: number;
  readonly count: number;
  readonly lastAt: Instant;
}

/** What is asked of the person: who wants what, for how long. Unanswered it means no. */
export interface Question {
  readonly id: string;
  readonly token: TokenId;
  readonly label: string;
  readonly borrower: Borrower;
  /** Empty where the whole token is asked for. */
  readonly scopes: readonly Scope[];
  readonly audience: readonly string[];
  /** Undefined where no end was named. */
  readonly length?: Duration | undefined;
  /** The issuer cannot narrow it as asked: a yes lends it whole. */
  readonly whole: boolean;
  readonly askedAt: Instant;
  readonly until: Instant;
}

export type Consented = 'once' | 'hour' | 'always' | 'no' | 'never';

/** What was seen of a token's use. */
export interface Learned {
  readonly uses: readonly Use[];
  readonly calls: readonly Call[];
  /** The scopes that its calls needed; undefined where that is not known. */
  readonly least?: readonly Scope[] | undefined;
}

/** `deploy in /home/me/site`, as it is told where consumers are told. */
export function useWords({ tool, repo, folder, host }: Omit<Use, 'token' | 'firstAt' | 'lastAt'>): string {
  const place = repo ?? folder;
  const at = host === undefined ? '' : ` at ${host}`;
  return place === '' ? `${tool}${at}` : `${tool}${at} in ${place}`;
}

export interface GrantView extends Grant {
  readonly label: string;
}
