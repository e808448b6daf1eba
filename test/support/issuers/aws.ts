import { createHash, createHmac } from 'node:crypto';
import { httpDate } from '../http-date.ts';
import type { Reply, Seen } from './loopback.ts';

/** Obviously fake, and made here. */
export const awsKeyId = (turn: number): string => `AKIA${String(turn).padStart(16, '0')}`;
export const awsSecret = (turn: number): string => String(turn).padStart(40, '0');

interface Key {
  readonly secret: string;
  active: boolean;
  readonly session?: { readonly token: string; readonly endsAt: number; readonly arn: string } | undefined;
}

/** What an action was asked with, its session policy read. */
export interface AwsAsked {
  readonly service: string;
  readonly by: string;
  readonly form: Readonly<Record<string, string>>;
}

const ACCOUNT = '000000000000';
/** The clocks of signer and service may differ by this much. */
const MOST_SKEW = 5 * 60_000;

/**
 * The query APIs of STS and IAM for one user, with answers as they are documented. It checks each signature by the four steps of Signature
 * Version 4 itself: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function awsIssuer(now: () => number) {
  const keys = new Map<string, Key>([[awsKeyId(1), { secret: awsSecret(1), active: true }]]);
  const issuer = {
    keys,
    asked: [] as AwsAsked[],
    /** So many looks at a key that was just made say that there is none. */
    lag: 0,
    /** What the user may not do. */
    denied: new Set<string>(),
    isRoot: false,
    /** In place of the answer to an action, once it was done; `lose` is a connection that broke. */
    instead: {} as Record<string, Reply | 'lose' | undefined>,
    answer,
  };
  let made = 1;

  const xml = (status: number, body: string): Reply => ({
    status,
    body,
    headers: {
      'content-type': 'text/xml',
      date: httpDate(now()),
      'x-amzn-requestid': '00000000-0000-0000-0000-000000000000',
    },
  });
  const refusal = (status: number, code: string, message: string): Reply =>
    xml(
      status,
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n  <Error>\n    <Type>Sender</Type>\n    <Code>${code}</Code>\n    <Message>${message}</Message>\n  </Error>\n  <RequestId>00000000-0000-0000-0000-000000000000</RequestId>\n</ErrorResponse>`,
    );
  const yes = (action: string, result: string): Reply =>
    xml(
      200,
      `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">\n  <${action}Result>${result}</${action}Result>\n  <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>\n</${action}Response>`,
    );

  function answer(seen: Seen): Reply {
    const signed = signatureOf(seen);
    if (signed === undefined)
      return refusal(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
    const key = keys.get(signed.id);
    const unknown = refusal(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    if (key === undefined || !key.active || key.session?.token !== seen.headers['x-amz-security-token']) return unknown;
    const problem = problemWith(seen, signed, key);
    if (problem !== undefined) return problem;
    if (signed.id === awsKeyId(made) && made > 1 && issuer.lag > 0) {
      issuer.lag -= 1;
      return unknown;
    }
    return act(signed, Object.fromEntries(new URLSearchParams(seen.body)));
  }

  function problemWith(seen: Seen, signed: Signed, { secret, session }: Key): Reply | undefined {
    const at = Date.parse(signed.date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    if (Math.abs(at - now()) > MOST_SKEW) {
      const text =
        at < now()
          ? 'Signature expired: it is now earlier than allowed'
          : 'Signature not yet current: it is still later than allowed';
      return refusal(403, 'SignatureDoesNotMatch', text);
    }
    if (signed.signature !== expectedSignature(seen, signed, secret))
      return refusal(
        403,
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided.',
      );
    if (session !== undefined && session.endsAt <= now())
      return refusal(403, 'ExpiredToken', 'The security token included in the request is expired');
    return undefined;
  }

  function act({ id, service }: Signed, form: Readonly<Record<string, string>>): Reply {
    const action = form['Action'] ?? '';
    issuer.asked.push({ service, by: id, form });
    if (issuer.denied.has(action)) return refusal(403, 'AccessDenied', `User is not authorized to perform: ${action}`);
    const versions: Readonly<Record<string, Readonly<Record<string, () => Reply>>>> = {
      'sts 2011-06-15': sts(id, form),
      'iam 2010-05-08': iam(form),
    };
    const known = versions[`${service} ${form['Version'] ?? ''}`]?.[action];
    const done = known?.() ?? refusal(400, 'InvalidAction', 'Could not find operation');
    const instead = issuer.instead[action];
    return instead === 'lose' ? { status: 200, fault: 'hang' } : (instead ?? done);
  }

  const sts = (id: string, form: Readonly<Record<string, string>>): Readonly<Record<string, () => Reply>> => ({
    GetCallerIdentity: () => {
      const arn = keys.get(id)?.session?.arn ?? `arn:aws:iam::${ACCOUNT}:${issuer.isRoot ? 'root' : 'user/deployer'}`;
      return yes(
        'GetCallerIdentity',
        `<Arn>${arn}</Arn><UserId>AIDA0000000000000000</UserId><Account>${ACCOUNT}</Account>`,
      );
    },
    GetFederationToken: () =>
      session('GetFederationToken', form, `arn:aws:sts::${ACCOUNT}:federated-user/${form['Name'] ?? ''}`),
    AssumeRole: () =>
      session('AssumeRole', form, `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${form['RoleSessionName'] ?? ''}`),
  });

  function session(
    action: string,
    { DurationSeconds = '43200' }: Readonly<Record<string, string>>,
    arn: string,
  ): Reply {
    const seconds = Number(DurationSeconds);
    if (seconds < 900) return refusal(400, 'ValidationError', 'Member must have value greater than or equal to 900');
    const turn = keys.size + 1;
    const [id, secret, token] = [
      `ASIA${String(turn).padStart(16, '0')}`,
      awsSecret(1000 + turn),
      `session+${'0'.repeat(200)}/${turn}==`,
    ];
    const endsAt = Math.floor(now() / 1000 + seconds) * 1000;
    keys.set(id, { secret, active: true, session: { token, endsAt, arn } });
    const ends = new Date(endsAt).toISOString().replace('.000Z', 'Z');
    return yes(
      action,
      `<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${ends}</Expiration></Credentials>`,
    );
  }

  const own = () => [...keys].filter(([, { session: one }]) => one === undefined);
  const noSuch = () => refusal(404, 'NoSuchEntity', 'The Access Key with the given id cannot be found.');

  const iam = (form: Readonly<Record<string, string>>): Readonly<Record<string, () => Reply>> => ({
    CreateAccessKey: () => {
      if (own().length >= 2) return refusal(409, 'LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2');
      made += 1;
      keys.set(awsKeyId(made), { secret: awsSecret(made), active: true });
      const at = new Date(now()).toISOString().replace(/\.\d+Z/, 'Z');
      return yes(
        'CreateAccessKey',
        `<AccessKey><UserName>deployer</UserName><AccessKeyId>${awsKeyId(made)}</AccessKeyId><Status>Active</Status><SecretAccessKey>${awsSecret(made)}</SecretAccessKey><CreateDate>${at}</CreateDate></AccessKey>`,
      );
    },
    ListAccessKeys: () =>
      yes(
        'ListAccessKeys',
        `<UserName>deployer</UserName><AccessKeyMetadata>${own()
          .map(
            ([id, { active }]) =>
              `<member><AccessKeyId>${id}</AccessKeyId><Status>${active ? 'Active' : 'Inactive'}</Status></member>`,
          )
          .join('')}</AccessKeyMetadata><IsTruncated>false</IsTruncated>`,
      ),
    UpdateAccessKey: () => {
      const key = keys.get(form['AccessKeyId'] ?? '');
      if (key === undefined) return noSuch();
      key.active = form['Status'] === 'Active';
      return yes('UpdateAccessKey', '');
    },
    DeleteAccessKey: () => (keys.delete(form['AccessKeyId'] ?? '') ? yes('DeleteAccessKey', '') : noSuch()),
  });

  return issuer;
}

interface Signed {
  readonly id: string;
  readonly date: string;
  readonly scope: string;
  readonly service: string;
  readonly headers: readonly string[];
  readonly signature: string;
}

function signatureOf({ headers }: Seen): Signed | undefined {
  const [, id, scope, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/([\w/-]+), SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    ) ?? [];
  const date = headers['x-amz-date'];
  if (id === undefined || scope === undefined || names === undefined || signature === undefined || date === undefined)
    return undefined;
  return { id, scope, date, signature, headers: names.split(';'), service: scope.split('/')[2] ?? '' };
}

function expectedSignature({ method, path, headers, body }: Seen, signed: Signed, secret: string): string {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const canonical = [
    method,
    path,
    '',
    ...signed.headers.map((name) => `${name}:${headers[name] ?? ''}`),
    '',
    signed.headers.join(';'),
    sha(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', signed.date, signed.scope, sha(canonical)].join('\n');
  const [day = '', region = '', service = ''] = signed.scope.split('/');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request');
  return createHmac('sha256', key).update(toSign).digest('hex');
}
