import type { FileFailure, KeyringFailure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Duration } from '../../shared/time.ts';
import type { Secret } from './secret.ts';

type LatchFailure = KeyringFailure | FileFailure;

/** The passphrase before the vault: where values lie in the keychain a verifier of it, in a passphrase vault the key itself. */
export interface Latch {
  keeps(): 'keychain' | 'passphrase';
  /** Values cannot be read: their key was not given since the start, or was put away. */
  sealed(): boolean;
  isSet(): Promise<Result<boolean, LatchFailure>>;
  /** True where that is the passphrase; what it seals is open then. Takes as long for a wrong one as for the right one. */
  open(passphrase: Secret): Promise<Result<boolean, LatchFailure>>;
  /** Forgets the key that the passphrase opens; of no effect where values lie in the keychain. */
  shut(): void;
  /** From now on this one opens it. To be called while it is open. */
  set(passphrase: Secret): Promise<Result<void, LatchFailure>>;
  /** Nothing opens it from now on, and nothing locks it. Never in a passphrase vault. */
  remove(): Promise<Result<void, LatchFailure>>;
  /** Values are kept in a passphrase vault from now on, and it is open. */
  begin(passphrase: Secret): Promise<Result<void, LatchFailure>>;
  /** What is wrong with the file of a passphrase vault. Empty nearly always. */
  troubles(): readonly FileFailure[];
}

/** The system's own way to ask whether it is the owner who sits there. */
export interface Presence {
  /** Undefined where there is none. */
  way(): 'touch-id' | undefined;
  /** `why` is shown in its prompt. */
  prove(why: string): Promise<boolean>;
  /** For how long nobody touched keyboard or mouse; undefined where that is not known. */
  idleFor(): Duration | undefined;
}
