import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../main/domain/secret.ts';
import { guessesOf } from '../../main/domain/registry.ts';
import { aws } from '../../main/providers/aws.ts';
import { actionAt } from '../../main/providers/aws-sign.ts';
import { hours, minutes } from '../../shared/time.ts';
import { deriveAt, revokeAt } from '../support/issuers/act.ts';
import { awsIssuer, awsKeyId, awsSecret } from '../support/issuers/aws.ts';
import { lookAt, send } from '../support/issuers/look.ts';
import { serveLoopback, type Loopback } from '../support/issuers/loopback.ts';
import { aToken, at, DAY, endsAt, HOUR, looked, MINUTE, T0 } from '../support/tokens.ts';

let skew = 0;
let user = awsIssuer(() => T0 + skew);
const issuer: Loopback = await serveLoopback((seen) => user.answer(seen));
afterAll(() => issuer.close());
beforeEach(() => {
  skew = 0;
  user = awsIssuer(() => T0 + skew);
});

const open = (value: Secret | undefined) => value?.use((text) => text) ?? '';
const fields = { 'access-key-id': awsKeyId(1) };
const token = { provider: 'aws', fields: Object.keys(fields) };
const here = () => ({ value: awsSecret(1), base: issuer.base, fields, token });
const look = (change: object = {}) => lookAt(aws, { ...here(), ...change });
const credential = { access: new Secret(awsSecret(1)), fields: { 'access-key-id': new Secret(awsKeyId(1)) } };
const context = () => ({ token: aToken(token), base: issuer.base, now: T0 });

describe('an access key', () => {
  test('that lives says whose it is, and that it never ends', async () => {
    expect(await look()).toEqual({
      verdict: { kind: 'valid' },
      facts: {
        subject: 'arn:aws:iam::000000000000:user/deployer',
        expiry: { kind: 'never', source: 'issuer' },
        warnings: [],
      },
    });
    expect(issuer.seen.at(-1)).toMatchObject({
      method: 'POST',
      path: '/',
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'x-amz-date': '20270101T000000Z' },
    });
  });

  test('never leaves: what it signs does', async () => {
    await look();
    expect(JSON.stringify(issuer.seen.at(-1))).not.toContain(awsSecret(1));
    expect(JSON.stringify(await actionAt('sts', { Action: 'GetCallerIdentity' }, credential, context()))).not.toMatch(
      /AKIA|0{40}/,
    );
  });

  test('of the account’s root is called too wide, and is not rotated by itself', async () => {
    user.isRoot = true;
    const { facts } = await look();
    expect(facts.warnings).toEqual([{ code: 'too-wide', scopes: ['root'] }]);
    expect(aws.rotate?.can(aToken({ ...token, subject: facts.subject }))).toBe(false);
  });

  test('that is switched off, deleted or made up is invalid', async () => {
    const key = user.keys.get(awsKeyId(1));
    if (key !== undefined) key.active = false;
    expect(await look()).toMatchObject({ verdict: { kind: 'invalid' }, said: 'InvalidClientTokenId' });
    expect(await look({ fields: { 'access-key-id': 'AKIA0000000000009999' } })).toMatchObject({
      verdict: { kind: 'invalid' },
    });
  });

  test('with another’s secret is invalid; one that was good before, when it is said twice', async () => {
    const wrong = { value: awsSecret(2) };
    expect(await look(wrong)).toMatchObject({ verdict: { kind: 'invalid' }, said: 'SignatureDoesNotMatch' });
    const good = looked({ kind: 'valid' }, T0);
    expect(await look({ ...wrong, token: { ...token, standing: good } })).toMatchObject({
      verdict: { kind: 'unknown' },
    });
    const said = {
      ...good,
      latest: {
        verdict: { kind: 'unknown', cause: 'unexpected' },
        evidence: { at: T0, asked: '', said: 'SignatureDoesNotMatch' },
      },
    };
    expect(await look({ ...wrong, token: { ...token, standing: said } })).toMatchObject({
      verdict: { kind: 'invalid' },
    });
  });

  test('signed by a clock that runs wrong is not judged', async () => {
    for (const wrong of [20 * MINUTE, -20 * MINUTE]) {
      skew = wrong;
      expect(await look()).toMatchObject({ verdict: { kind: 'unknown' }, said: 'dated by a clock that runs wrong' });
      expect(await look({ at: at(wrong) })).toMatchObject({ verdict: { kind: 'valid' } });
    }
  });

  test('is known by the name that it is kept under, and by its shape alone not at all', () => {
    const value = 'Zz0/'.repeat(10);
    expect(guessesOf(aws, value)).toEqual([]);
    expect(guessesOf(aws, value, { name: 'AWS_SECRET_ACCESS_KEY' })[0]).toMatchObject({ kindId: 'aws-access-key' });
  });

  test.each([
    [{ status: 503, body: '<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>' }, 'outage'],
    [{ status: 400, body: '<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>' }, 'rate-limited'],
    [{ status: 500, body: '' }, 'outage'],
    [{ status: 200, body: '{"Arn":"x"}' }, 'unexpected'],
    [{ status: 200, body: '<a><Arn>x</Arn></a>' }, 'unexpected'],
    [
      { status: 200, body: '<?xml version="1.0"?><html/>', headers: { 'content-type': 'application/xhtml+xml' } },
      'captive-portal',
    ],
    [{ status: 302, body: '', headers: { location: 'https://portal.example/login' } }, 'captive-portal'],
    [{ status: 403, body: 'no' }, 'unexpected'],
    [{ status: 403, body: '<ErrorResponse><Error><Code>Zero 0</Code></Error></ErrorResponse>' }, 'unexpected'],
  ] as const)('is not judged by %j', async (reply, cause) => {
    issuer.insteadAlways(reply);
    expect((await look()).verdict).toEqual({ kind: 'unknown', cause });
    issuer.insteadAlways(undefined);
  });
});

describe('where AWS is asked', () => {
  const placed = async (service: 'sts' | 'iam', base: string) => {
    const { url, headers } = await actionAt(service, { Action: 'X' }, credential, { base, now: T0 });
    const authorization = headers['authorization'];
    return [
      url,
      open(authorization instanceof Secret ? authorization : undefined)
        .split('/')
        .slice(2, 4)
        .join(' '),
    ];
  };

  test.each([
    ['https://sts.amazonaws.com', 'us-east-1', 'https://iam.amazonaws.com/', 'us-east-1'],
    ['https://sts.eu-central-1.amazonaws.com', 'eu-central-1', 'https://iam.amazonaws.com/', 'us-east-1'],
    ['https://sts.us-gov-west-1.amazonaws.com', 'us-gov-west-1', 'https://iam.us-gov.amazonaws.com/', 'us-gov-west-1'],
    ['https://sts.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'https://iam.cn-north-1.amazonaws.com.cn/', 'cn-north-1'],
  ])('%s has its region, and its partition’s IAM', async (base, region, iam, iamRegion) => {
    expect(await placed('sts', base)).toEqual([`${base}/`, `${region} sts`]);
    expect(await placed('iam', base)).toEqual([iam, `${iamRegion} iam`]);
  });

  test('a host of somebody else’s answers for all services', async () => {
    for (const base of ['http://127.0.0.1:4566', 'https://sts.amazonaws.com.evil.example']) {
      expect([await placed('sts', base), await placed('iam', base)]).toEqual([
        [`${base}/`, 'us-east-1 sts'],
        [`${base}/`, 'us-east-1 iam'],
      ]);
    }
  });
});

describe('rotation', () => {
  const rotate = async () => {
    const request = await aws.rotate?.ask(credential, context());
    if (request === undefined) throw new Error('no request');
    return aws.rotate?.read(await send(request, T0), credential, context());
  };

  test('makes a second key beside the first, by one request', async () => {
    expect(await rotate()).toMatchObject({ ok: true, value: { facts: { expiry: { kind: 'never' }, issuedAt: T0 } } });
    expect(issuer.seen.at(-1)?.body).toBe('Action=CreateAccessKey&Version=2010-05-08');
    expect([...user.keys.keys()]).toEqual([awsKeyId(1), awsKeyId(2)]);
  });

  test('with two keys already says which has to go', async () => {
    await rotate();
    expect(await rotate()).toMatchObject({
      failure: { kind: 'no', why: 'other', said: expect.stringContaining('two keys already') },
    });
  });

  test('that the user may not do is refused for good', async () => {
    user.denied.add('CreateAccessKey');
    expect(await rotate()).toMatchObject({ failure: { kind: 'no', why: 'permission' } });
  });

  test('switches the old key off and then deletes it, in the power of the new one', async () => {
    const made = await rotate();
    if (made?.ok !== true) throw new Error('not made');
    const requests = [await aws.rotate?.retire?.(credential, made.value.credential, context())].flat();
    const outcomes = [];
    for (const request of requests) if (request !== undefined) outcomes.push(await send(request, T0));
    expect(
      user.asked.slice(-2).map(({ by, form }) => [by, form['Action'], form['AccessKeyId'], form['Status']]),
    ).toEqual([
      [awsKeyId(2), 'UpdateAccessKey', awsKeyId(1), 'Inactive'],
      [awsKeyId(2), 'DeleteAccessKey', awsKeyId(1), undefined],
    ]);
    expect([...user.keys.keys()]).toEqual([awsKeyId(2)]);
    expect(outcomes.map((outcome) => aws.rotate?.retired?.(outcome))).toEqual([true, true]);
    const [, last] = requests;
    expect(last !== undefined && aws.rotate?.retired?.(await send(last, T0))).toBe(true);
  });

  test('whose answer was lost did nothing where there is one key alone', async () => {
    const prove = async () => {
      const request = await aws.rotate?.proof?.ask(credential, context());
      if (request === undefined) throw new Error('no proof');
      return aws.rotate?.proof?.read(await send(request, T0), context());
    };
    expect(await prove()).toBe('nothing-happened');
    await rotate();
    expect(await prove()).toBe('happened');
    user.denied.add('ListAccessKeys');
    expect(await prove()).toBe('cannot-tell');
  });

  test.each([
    [
      { status: 503, body: '' },
      { kind: 'again', cause: 'outage' },
    ],
    [
      { status: 400, body: '<E><Code>Throttling</Code></E>' },
      { kind: 'again', cause: 'rate-limited' },
    ],
    [
      { status: 500, body: '' },
      { kind: 'lost', cause: 'outage' },
    ],
    [
      { status: 200, body: '<html>' },
      { kind: 'lost', cause: 'captive-portal' },
    ],
    [
      { status: 200, body: 'ok' },
      { kind: 'lost', cause: 'unexpected' },
    ],
    [
      { status: 200, body: '<CreateAccessKeyResponse/>' },
      { kind: 'lost', cause: 'unexpected' },
    ],
  ] as const)('answered %j is %j', async (reply, failure) => {
    issuer.insteadAlways(reply);
    expect(await rotate()).toEqual({ ok: false, failure });
    issuer.insteadAlways(undefined);
  });
});

describe('revocation', () => {
  test('deletes the key by itself', async () => {
    expect(await revokeAt(aws, here())).toEqual(['accepted']);
    expect(user.keys.size).toBe(0);
    expect(await look()).toMatchObject({ verdict: { kind: 'invalid' } });
  });

  test('switches it off where it may not be deleted', async () => {
    user.denied.add('DeleteAccessKey');
    expect(await revokeAt(aws, here())).toEqual(['accepted']);
    expect(user.keys.get(awsKeyId(1))?.active).toBe(false);
  });

  test('of temporary credentials is impossible', async () => {
    expect(await revokeAt(aws, { ...here(), token: { ...token, fields: ['access-key-id', 'session-token'] } })).toEqual(
      ['impossible'],
    );
  });
});

describe('narrower credentials', () => {
  const wanted = (scopes: readonly string[], audience: readonly string[] = [], longest = hours(1)) => ({
    scopes,
    audience,
    longest,
  });
  const derive = (wish: ReturnType<typeof wanted>, change: object = {}) =>
    deriveAt(aws, { ...here(), ...change }, wish);
  const form = () => user.asked.at(-1)?.form ?? {};
  const policy = () => JSON.parse(form()['Policy'] ?? '{}') as unknown;

  test('are for the actions and resources that were asked for', async () => {
    const derived = await derive(wanted(['s3:GetObject', 's3:List*'], ['arn:aws:s3:::site/*']));
    expect(form()).toMatchObject({ Action: 'GetFederationToken', Name: 'tokenkeep', DurationSeconds: '3600' });
    expect(policy()).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:List*'], Resource: ['arn:aws:s3:::site/*'] }],
    });
    expect(derived).toMatchObject({
      ok: true,
      value: { facts: { expiry: { kind: 'at', at: at(HOUR) }, scopes: ['s3:GetObject', 's3:List*'] } },
    });
  });

  test('are taken by AWS with their session token, until their end', async () => {
    const derived = await derive(wanted(['s3:GetObject']));
    if (!derived.ok) throw new Error('not derived');
    const { access, fields: own } = derived.value.credential;
    const child = {
      value: open(access),
      fields: Object.fromEntries(Object.entries(own).map(([key, text]) => [key, open(text)])),
    };
    const facts = { ...token, fields: Object.keys(own), expiry: endsAt(at(HOUR)) };
    const { verdict, facts: learned } = await look({ ...child, token: facts });
    expect([verdict, learned.subject, learned.expiry]).toEqual([
      { kind: 'valid' },
      'arn:aws:sts::000000000000:federated-user/tokenkeep',
      undefined,
    ]);
    const { 'session-token': _token, ...without } = child.fields;
    expect((await look({ ...child, fields: without, token: facts })).verdict.kind).not.toBe('valid');
    skew = 2 * HOUR;
    expect((await look({ ...child, token: facts, at: at(2 * HOUR) })).verdict).toEqual({ kind: 'expired' });
  });

  test('by managed policies name them, and need no policy of their own', async () => {
    await derive(wanted(['arn:aws:iam::aws:policy/ReadOnlyAccess']));
    expect([form()['PolicyArns.member.1.arn'], form()['Policy']]).toEqual([
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
      undefined,
    ]);
  });

  test('of a role are asked for in its name, an hour at most', async () => {
    const role = 'arn:aws:iam::000000000000:role/deploy';
    const derived = await derive(wanted(['s3:GetObject'], [], hours(5)), {
      fields: { ...fields, 'role-arn': role },
      token: { ...token, fields: ['access-key-id', 'role-arn'] },
    });
    expect(derived.ok).toBe(true);
    expect(form()).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: role,
      RoleSessionName: 'tokenkeep',
      DurationSeconds: '3600',
    });
  });

  test('live a quarter of an hour at least, and a day and a half at most', async () => {
    for (const [longest, seconds] of [
      [minutes(5), '900'],
      [hours(240), '129600'],
    ] as const) {
      await derive(wanted(['s3:GetObject'], [], longest));
      expect(form()['DurationSeconds']).toBe(seconds);
    }
  });

  test('are not tried for what no policy can say', () => {
    const can = (scopes: readonly string[], audience?: readonly string[], of: object = token) =>
      aws.derive?.ways[0]?.can(aToken(of), wanted(scopes, audience));
    expect([can([]), can(['read']), can(['s3:GetObject'], ['my-bucket']), can([`s3:${'A'.repeat(2100)}`])]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(can(['arn:aws:iam::aws:policy/ReadOnlyAccess'], ['arn:aws:s3:::site/*'])).toBe(false);
    expect(can(['s3:GetObject'], [], { ...token, fields: ['access-key-id', 'session-token'] })).toBe(false);
    expect(can(['s3:GetObject'], [], { ...token, subject: 'arn:aws:iam::000000000000:root' })).toBe(false);
  });

  test('that the user may not make are refused', async () => {
    user.denied.add('GetFederationToken');
    expect(await derive(wanted(['s3:GetObject']))).toMatchObject({ failure: { kind: 'no', why: 'permission' } });
  });
});

test('a key that ended by its date is expired', async () => {
  expect(
    (await look({ fields: { 'access-key-id': 'AKIA0000000000009999' }, token: { ...token, expiry: endsAt(at(-DAY)) } }))
      .verdict,
  ).toEqual({
    kind: 'expired',
  });
});
