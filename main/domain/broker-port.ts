import type { Failure, LendingFailure } from '../../shared/failure.ts';
import type { End } from '../../shared/lifetime.ts';
import type { Result } from '../../shared/result.ts';
import type { BrokerRule } from './broker-rules.ts';
import type { Secret } from './secret.ts';

export interface BrokerSession {
  /** Where all its requests go. No slash at its end. */
  readonly base: string;
  /** Empty allows every request to that place. */
  readonly allow: readonly BrokerRule[];
  readonly mostRequests: number;
  /** The headers that carry the token, asked for at each request: it may have been renewed meanwhile. */
  present(): Promise<Result<Readonly<Record<string, string | Secret>>, Failure>>;
  /** A request was answered by the issuer. The path has no query. */
  called(call: { readonly method: string; readonly path: string; readonly status: number }): void;
}

export interface BrokerDoor {
  /** Loopback, at a port of its own. No slash at its end. */
  readonly baseUrl: string;
  /** Stands in the token's place; of no use anywhere else, and to nobody when the door is closed. */
  readonly handle: string;
  /** Nobody is let in any more, and what is under way is cut off. */
  readonly close: End;
}

type BrokerFailure = Extract<LendingFailure, { code: 'broker-failed' }>;

/** Makes requests on behalf of a tool that must not hold the token. */
export interface Broker {
  open(session: BrokerSession): Promise<Result<BrokerDoor, BrokerFailure>>;
}
