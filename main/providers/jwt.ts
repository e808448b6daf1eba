import type { Instant } from '../../shared/time.ts';
import { expiryOfSeconds } from '../domain/expiry.ts';
import { fieldsOf, parseJson, wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Facts, Judgement, Provider } from '../domain/provider.ts';
import { textOfBase64url } from './base64.ts';
import { cannotTell } from './judging.ts';

const SHAPE = /^(eyJ[\w-]+)\.([\w-]+)\.[\w-]*$/;

/**
 * A JSON Web Token by its own claims (RFC 7519). They are unverified and nobody is asked: `valid` here means "not expired by what it says of
 * itself", and the evidence says so. Addresses inside it are never followed.
 */
export const jwt: Provider = {
  id: 'jwt',
  name: 'JSON Web Token',
  hosts: { kind: 'none' },
  fields: [],
  kinds: [
    {
      id: 'jwt-generic',
      name: 'signed token',
      likely: [SHAPE],
      end: 'in-value',
      docs: 'https://www.rfc-editor.org/rfc/rfc7519',
    },
  ],
  recognise: (value) =>
    claimsOf(value) === undefined
      ? []
      : [{ provider: 'jwt', kind: 'signed token', kindId: 'jwt-generic', confidence: 'medium' }],
  check: { kind: 'offline', read },
};

/** Three parts, of which the first names an algorithm. An encrypted token has five and tells nothing. */
export function claimsOf(value: string): Fields | undefined {
  const [, header, payload] = SHAPE.exec(value) ?? [];
  if (header === undefined || payload === undefined) return undefined;
  return typeof partOf(header)?.['alg'] === 'string' ? partOf(payload) : undefined;
}

const partOf = (encoded: string): Fields | undefined => fieldsOf(parseJson(textOfBase64url(encoded) ?? ''));

function read({ access }: Credential, now: Instant): Judgement {
  const claims = access.use(claimsOf);
  if (claims === undefined) return cannotTell('unexpected', 'offline: not a readable token');
  const facts = factsOf(claims);
  if (facts.expiry?.kind === 'at' && facts.expiry.at <= now)
    return { verdict: { kind: 'expired' }, facts, said: 'offline: expired' };
  const begins = momentOf(claims['nbf']);
  if (begins !== undefined && begins > now)
    return { verdict: { kind: 'blocked', why: 'not-yet-valid' }, facts, said: 'offline: not yet valid' };
  if (claims['exp'] === undefined) return { verdict: { kind: 'valid' }, facts, said: 'offline: claims no end' };
  if (facts.expiry?.kind !== 'at') return { ...cannotTell('unexpected', 'offline: expiry makes no sense'), facts };
  return { verdict: { kind: 'valid' }, facts, said: 'offline: not expired' };
}

function factsOf(claims: Fields): Facts {
  const { expiry, warnings } = expiryOfSeconds(claims['exp'], 'token');
  const subject = wordOf(claims['sub']) ?? wordOf(claims['client_id']) ?? wordOf(claims['azp']);
  const scopes = wordsOf(claims['scope']) ?? wordsOf(claims['scp']) ?? wordsOf(claims['permissions']);
  return { expiry, warnings, subject, scopes, audience: wordsOf(claims['aud']), issuedAt: momentOf(claims['iat']) };
}

function momentOf(claim: unknown): Instant | undefined {
  const read = expiryOfSeconds(claim, 'token').expiry;
  return read.kind === 'at' ? read.at : undefined;
}
