import type { ServerResponse } from 'node:http';

export type BrokerRefusal =
  | 'handle-missing'
  | 'other-host'
  | 'path-unclear'
  | 'not-allowed'
  | 'too-many'
  | 'token-unavailable'
  | 'issuer-silent';

const WORDS: Readonly<Record<BrokerRefusal, string>> = {
  'handle-missing': 'This place takes requests only with the handle that was given for it.',
  'other-host': 'Requests go to the host of the token alone. Use the base address that was given.',
  'path-unclear': 'The path could be read in more than one way. Write it plainly.',
  'not-allowed': 'This method on this path was not allowed when the broker was opened.',
  'too-many': 'The number of requests that was allowed is used up.',
  'token-unavailable': 'The token cannot be used now. Ask tokenkeep show how it stands.',
  'issuer-silent': 'The issuer could not be reached.',
};

const STATUS: Readonly<Partial<Record<BrokerRefusal, number>>> = { 'issuer-silent': 502, 'token-unavailable': 503 };

/** Says why in JSON, as a tool that expects an API can read it. Nothing left this machine. */
export function refuseRequest(response: ServerResponse, why: BrokerRefusal, detail?: string): void {
  const body = JSON.stringify({ error: why, message: WORDS[why], ...(detail === undefined ? {} : { detail }) });
  response
    .writeHead(STATUS[why] ?? 403, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(body);
}
