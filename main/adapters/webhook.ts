import { createHmac } from 'node:crypto';
import type { Http } from '../domain/http-port.ts';
import type { Clock } from '../domain/ports.ts';
import type { Webhook } from '../domain/webhook-port.ts';

/**
 * Signs as `Tokenkeep-Signature: t=SECONDS,v1=HEX`, where HEX is HMAC-SHA-256 over `SECONDS.BODY`: whoever hears it proves who sent it,
 * and that it is not an old one sent again. The address rules are {@link Http}'s: https, or plain http to this machine.
 */
export function createWebhook({ http, clock }: { readonly http: Http; readonly clock: Pick<Clock, 'now'> }): Webhook {
  return {
    async post({ url, key, id, body }) {
      const at = Math.floor(clock.now() / 1000);
      const signature = key.use((text) => createHmac('sha256', text).update(`${at}.${body}`).digest('hex'));
      const answer = await http.send({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          'tokenkeep-delivery': id,
          'tokenkeep-signature': `t=${at},v1=${signature}`,
        },
        body,
      });
      return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
    },
  };
}
