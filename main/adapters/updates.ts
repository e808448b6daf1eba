import { done, failed, succeeded, type Result } from '../../shared/result.ts';
import type { UpdateFailure, UpdatesOff } from '../../shared/update.ts';
import type { Updates } from '../domain/update-port.ts';
import { codeOf } from './net-errors.ts';
import { hashOfFile, proveOffer, type ProvenOffer } from './update-proof.ts';

/** As much of electron-updater as is used. It reads the feed, fetches into its own folder, and knows how each platform is updated. */
export interface FeedUpdater {
  /** Null where it finds itself of no use here. */
  check(): Promise<{ readonly isNewer: boolean; readonly told: unknown; readonly version: string } | null>;
  /** The file that was fetched, or was there from the last time. */
  fetch(): Promise<string | undefined>;
  /** Puts it in place and starts it, or this version again where that cannot be done. */
  install(): void;
}

interface UpdatesParts {
  /** Why there are none; undefined where there are. */
  readonly off: UpdatesOff | undefined;
  /** Of whoever makes releases: Ed25519, SPKI in PEM. */
  readonly publicKey: string;
  openUpdater(): Promise<FeedUpdater>;
  /** Asks the app to end; when it has, {@link AppUpdates.finish} is called. */
  quit(): void;
}

export interface AppUpdates extends Updates {
  /** Called when all has ended. True where an update was chosen: it is in place and starts. */
  finish(): boolean;
}

/** Updates whose signature is proven before anything is fetched, and whose hash is proven before anything is put in place. */
export function createUpdates({ off, publicKey, openUpdater, quit }: UpdatesParts): AppUpdates {
  let opened: Promise<FeedUpdater> | undefined;
  let offer: ProvenOffer | undefined;
  let fetched: string | undefined;
  let chosen: FeedUpdater | undefined;

  const updater = (): Promise<FeedUpdater> => (opened ??= openUpdater());

  async function guarded<T>(act: () => Promise<Result<T, UpdateFailure>>): Promise<Result<T, UpdateFailure>> {
    try {
      return await act();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ERR_CHECKSUM_MISMATCH') return untrusted('hash');
      return failed({ code: 'update-unreachable', reason: code });
    }
  }

  const untrusted = (why: 'signature' | 'hash', version = offer?.version ?? '') =>
    failed({ code: 'update-untrusted' as const, version, why });

  async function isAsSigned(): Promise<Result<void, UpdateFailure>> {
    const hash = fetched === undefined ? undefined : await hashOfFile(fetched);
    return hash !== undefined && offer?.hashes.includes(hash) === true ? done : untrusted('hash');
  }

  return {
    off: () => off,
    look: () =>
      guarded(async () => {
        offer = undefined;
        const found = await (await updater()).check();
        if (found === null) return failed({ code: 'updates-off', why: 'plain-folder' });
        if (!found.isNewer) return succeeded(undefined);
        offer = proveOffer(found.told, publicKey);
        if (offer === undefined) return untrusted('signature', found.version.slice(0, 50));
        return succeeded({ version: offer.version, format: offer.format });
      }),
    fetch: () =>
      guarded(async () => {
        fetched = await (await updater()).fetch();
        return isAsSigned();
      }),
    install: () =>
      guarded(async () => {
        // Days may lie between the two, and the file lies where any program of this user can write.
        const proven = await isAsSigned();
        if (!proven.ok) return proven;
        chosen = await updater();
        quit();
        return proven;
      }),
    finish() {
      chosen?.install();
      return chosen !== undefined;
    },
  };
}
