import type { BackupTrouble } from './snapshot.ts';
import type { Duration, Instant } from './time.ts';
import type { TokenId } from './token.ts';

/** One entry of the inbox. The inbox is the truth; a desktop notification only points to it. */
export interface Notice {
  readonly id: string;
  readonly at: Instant;
  readonly what: NoticeKind;
  /** When a desktop notification spoke of it; undefined while it is held (paused, quiet hours, no daemon). */
  readonly shownAt?: Instant | undefined;
  readonly readAt?: Instant | undefined;
  /** When the person's own address took it; undefined while it did not, or where there is none. */
  readonly postedAt?: Instant | undefined;
}

/** Facts only: the sentence is made when it is shown, so that "3 days" is true at that moment. */
export type NoticeKind =
  | {
      readonly kind: 'expiring';
      readonly token: TokenId;
      readonly label: string;
      readonly provider: string;
      readonly expiresAt: Instant;
      readonly lead: Duration;
    }
  | {
      readonly kind: 'expired';
      readonly token: TokenId;
      readonly label: string;
      readonly provider: string;
      readonly expiresAt: Instant;
    }
  | {
      readonly kind: 'dead';
      readonly token: TokenId;
      readonly label: string;
      readonly provider: string;
      readonly state: 'revoked' | 'invalid';
    }
  /** It renews itself no longer; only a person can help. */
  | {
      readonly kind: 'sign-in';
      readonly token: TokenId;
      readonly label: string;
      readonly provider: string;
      readonly why: 'refused' | 'answer-lost';
    }
  /** Its revocation was asked for, and it is not dead: a person must go to the issuer's page. */
  | {
      readonly kind: 'revocation';
      readonly token: TokenId;
      readonly label: string;
      readonly provider: string;
      /** The issuer's word where it refused; undefined: it took the request, and the token still works. */
      readonly said?: string | undefined;
      readonly link?: string | undefined;
    }
  /** It lies in a file of a folder that is watched. */
  | {
      readonly kind: 'found';
      readonly token: TokenId;
      readonly label: string;
      readonly provider: string;
      readonly file: string;
    }
  | {
      readonly kind: 'rotation';
      readonly token: TokenId;
      readonly label: string;
      readonly provider: string;
      readonly trouble: RotationTrouble;
    }
  /** A backup that was to be made by itself was not, or lacks something. It is about no token. */
  | {
      readonly kind: 'backup';
      readonly trouble: BackupTrouble;
      readonly token?: undefined;
      readonly label?: undefined;
      readonly provider?: undefined;
    }
  /** A newer version of the program is fetched and proven; a restart puts it in place. */
  | {
      readonly kind: 'update';
      readonly token?: undefined;
      readonly label: string;
      readonly provider?: undefined;
      /** What it writes, this version cannot read. */
      readonly oneWay: boolean;
    };

/** What a rotation cannot get over by itself. */
export type RotationTrouble = 'answer-lost' | 'new-refused' | 'target-failed';

/** What reaches the desktop: one notice, or one that speaks for many. */
export interface Toast {
  readonly id: string;
  /** `question`: a tool waits for a yes, and the window asks wherever it is opened. */
  readonly kind: NoticeKind['kind'] | 'summary' | 'question';
  readonly title: string;
  readonly body: string;
  /** Opened by a click; undefined opens the inbox. */
  readonly token?: TokenId | undefined;
  readonly urgent: boolean;
}
