import type { Secret } from './secret.ts';

export interface Posted {
  readonly url: string;
  /** What signs it. */
  readonly key: Secret;
  /** The notice's id, the same each time it is tried. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
}

/** Posts to an address of the person's own. True where it was taken: any 2xx. A redirect is not followed, and is a no. */
export interface Webhook {
  post(posted: Posted): Promise<boolean>;
}
