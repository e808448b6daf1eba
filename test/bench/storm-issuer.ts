// A real authorization server as a process of its own, so that it takes no time from whom is measured. Told `{"accounts": N}` it signs that
// many in; told `{"count": true}` it says how many requests for a token came since it was asked last.
import { once } from 'node:events';
import { serveRenewing } from '../support/issuers/renewing-issuer.ts';

export interface Account {
  readonly access: string;
  readonly refresh: string;
}

export type Told = { readonly accounts: number } | { readonly count: true };

/** Nearer than any issuer on the net; one that answers at once would be no issuer. */
const DELAY_MS = 5;

const issuer = await serveRenewing(3600, DELAY_MS);
let counted = 0;
process.on('message', (told: Told) => {
  if ('accounts' in told) {
    void Promise.all(Array.from({ length: told.accounts }, (_, n) => issuer.account(`user-${n}`))).then(say);
  } else {
    say({ requests: issuer.posts() - counted, refusals: issuer.refusals.length });
    counted = issuer.posts();
  }
});
say({ base: issuer.base, client: issuer.client, delayMs: DELAY_MS });
await once(process, 'disconnect');
process.exit(0);

function say(answer: object): void {
  process.send?.(answer);
}
