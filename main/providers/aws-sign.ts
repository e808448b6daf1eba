import { AwsV4Signer } from 'aws4fetch';
import { isoOf, type Instant } from '../../shared/time.ts';
import type { HttpRequest } from '../domain/http-port.ts';
import type { ActContext } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { formEncoded } from './oauth2-client.ts';

export const AWS_FIELDS = { key: 'access-key-id', session: 'session-token', role: 'role-arn' } as const;

export const PUBLIC_STS = 'https://sts.amazonaws.com';

/** The versions of the two APIs. */
const SERVICES = { sts: '2011-06-15', iam: '2010-05-08' } as const;
type Service = keyof typeof SERVICES;

/** What an action is asked with; a secret among it is no secret that opens anything, such as the id of a key. */
export type Parameters = Readonly<Record<string, string | Secret | undefined>>;

/**
 * One action of a query API, signed with the key (Signature Version 4); the key itself does not leave.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function actionAt(
  service: Service,
  parameters: Parameters & { readonly Action: string },
  { access, fields }: Credential,
  { base, now }: Pick<ActContext, 'base' | 'now'>,
): Promise<HttpRequest> {
  const { url, region } = placeOf(service, base);
  const body = formOf({ ...parameters, Version: SERVICES[service] });
  const [key, session] = [fields[AWS_FIELDS.key] ?? new Secret(''), fields[AWS_FIELDS.session]];
  const signer = opened(
    access,
    key,
    session,
    (secretAccessKey, accessKeyId, sessionToken) =>
      new AwsV4Signer({
        method: 'POST',
        url,
        body,
        accessKeyId,
        secretAccessKey,
        service,
        region,
        datetime: basicIso(now),
        ...(sessionToken === undefined ? {} : { sessionToken }),
      }),
  );
  return {
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-amz-date': basicIso(now),
      ...(session === undefined ? {} : { 'x-amz-security-token': session }),
      authorization: new Secret(await signer.authHeader()),
    },
    body: new Secret(body),
  };
}

function opened<T>(
  access: Secret,
  key: Secret,
  session: Secret | undefined,
  sign: (access: string, key: string, session: string | undefined) => T,
): T {
  return access.use((secret) =>
    key.use((id) =>
      session === undefined
        ? sign(secret, id.trim(), undefined)
        : session.use((token) => sign(secret, id.trim(), token)),
    ),
  );
}

const basicIso = (at: Instant): string => isoOf(at).replace(/\.\d+/, '').replace(/[:-]/g, '');

const formOf = (parameters: Parameters): string =>
  Object.entries(parameters)
    .flatMap(([name, value]) => {
      if (value === undefined) return [];
      const text = typeof value === 'string' ? value : value.use((open) => open);
      return [`${name}=${formEncoded(text)}`];
    })
    .join('&');

/**
 * A key works in its own partition alone, which the address of its token service names. IAM is asked at that partition's one address; a
 * host of somebody else's answers for all services.
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html
 */
function placeOf(service: Service, base: string): { readonly url: string; readonly region: string } {
  const [own, region = 'us-east-1', china] =
    /^https:\/\/sts(?:\.([a-z0-9-]+))?\.amazonaws\.com(\.cn)?$/.exec(base) ?? [];
  if (own === undefined || service === 'sts') return { url: `${base}/`, region };
  if (china !== undefined) return { url: 'https://iam.cn-north-1.amazonaws.com.cn/', region: 'cn-north-1' };
  return region.startsWith('us-gov-')
    ? { url: 'https://iam.us-gov.amazonaws.com/', region: 'us-gov-west-1' }
    : { url: 'https://iam.amazonaws.com/', region: 'us-east-1' };
}
