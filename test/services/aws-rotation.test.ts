import { expect, test } from 'vitest';
import type { Secret } from '../../main/domain/secret.ts';
import { awsIssuer, awsKeyId, awsSecret } from '../support/issuers/aws.ts';
import { heardFrom } from '../support/issuers/in-memory.ts';
import { MINUTE } from '../support/tokens.ts';
import { aVault } from './a-vault.ts';

/** A vault with one access key, `deploy`, and the user it belongs to. */
async function aKey(facts: object = {}) {
  const issuer = awsIssuer(() => made.clock.now());
  const made = aVault(heardFrom(issuer.answer, () => made.clock.now()));
  await made.add('deploy', awsSecret(1), { provider: 'aws', fields: { 'access-key-id': awsKeyId(1) }, ...facts });
  issuer.asked.length = 0;
  const kept = () => {
    const [token] = made.catalog.list();
    const credential = token === undefined ? undefined : made.secrets.entries.get(token.id)?.credential;
    const open = (secret: Secret | undefined) => secret?.use((text) => text);
    return [open(credential?.fields['access-key-id']), open(credential?.access)];
  };
  const actions = () => issuer.asked.map(({ form, by }) => `${form['Action']} by ${Number(by.slice(-2))}`);
  return {
    ...made,
    issuer,
    kept,
    actions,
    token: () => made.catalog.list()[0],
    rotate: () => made.vault.handlers.rotate({ token: 'deploy', confirmed: true }),
  };
}

test('a key is made, proven, put in place, and only then is the old one switched off and deleted', async () => {
  const { rotate, kept, actions, issuer, secrets } = await aKey();
  expect(await rotate()).toMatchObject({
    ok: true,
    value: { status: { kind: 'valid' }, token: { fields: ['access-key-id'] } },
  });
  expect(kept()).toEqual([awsKeyId(2), awsSecret(2)]);
  expect([...issuer.keys.keys()]).toEqual([awsKeyId(2)]);
  expect(actions().slice(0, 2)).toEqual(['CreateAccessKey by 1', 'GetCallerIdentity by 2']);
  expect(actions().slice(2, 4)).toEqual(['UpdateAccessKey by 2', 'DeleteAccessKey by 2']);
  expect(secrets.entries.size).toBe(1);
});

test('a new key that AWS does not know everywhere yet is waited for', async () => {
  const { rotate, kept, issuer, vault, advance } = await aKey();
  issuer.lag = 2;
  expect(await rotate()).toMatchObject({ ok: false, failure: { code: 'rotation-open' } });
  expect(kept()).toEqual([awsKeyId(1), awsSecret(1)]);
  await vault.start();
  await advance(5 * MINUTE);
  expect(kept()).toEqual([awsKeyId(2), awsSecret(2)]);
  expect([...issuer.keys.keys()]).toEqual([awsKeyId(2)]);
});

test('where the answer to the making was lost, the second key is named and nothing is made again', async () => {
  const { rotate, kept, issuer, actions } = await aKey();
  issuer.instead = { CreateAccessKey: 'lose' };
  expect(await rotate()).toMatchObject({ ok: false, failure: { code: 'outcome-lost' } });
  expect(kept()).toEqual([awsKeyId(1), awsSecret(1)]);
  expect(actions().filter((action) => action.startsWith('Create'))).toHaveLength(1);
});

test('a user with two keys is told what to do, and keeps both', async () => {
  const { rotate, kept, issuer } = await aKey();
  issuer.keys.set('AKIA0000000000000099', { secret: awsSecret(99), active: true });
  expect(await rotate()).toMatchObject({
    ok: false,
    failure: { code: 'issuer-refused', said: expect.stringContaining('two keys already') },
  });
  expect([kept(), issuer.keys.size]).toEqual([[awsKeyId(1), awsSecret(1)], 2]);
});

test('an old key that was switched off and not deleted is deleted later, and is on the list until then', async () => {
  const { rotate, issuer, token, vault, advance } = await aKey();
  issuer.denied.add('DeleteAccessKey');
  expect(await rotate()).toMatchObject({ ok: true });
  expect(token()?.leftovers).toHaveLength(1);
  expect(issuer.keys.get(awsKeyId(1))?.active).toBe(false);
  issuer.denied.clear();
  await vault.start();
  await advance(5 * MINUTE);
  expect(token()?.leftovers).toBeUndefined();
  expect([...issuer.keys.keys()]).toEqual([awsKeyId(2)]);
});

test('a key that is revoked is gone at AWS, by its own power', async () => {
  const { vault, issuer, advance, token } = await aKey();
  await vault.start();
  await vault.handlers.revoke({ token: 'deploy', confirmed: true });
  await advance(MINUTE);
  expect(issuer.keys.size).toBe(0);
  expect(token()?.standing.latest?.verdict.kind).toBe('revoked');
});

test('a key is looked at by a clock that runs twenty minutes wrong, in one more request', async () => {
  const issuer = awsIssuer(() => made.clock.now() + 20 * MINUTE);
  const made = aVault(heardFrom(issuer.answer, () => made.clock.now()));
  const view = await made.add('deploy', awsSecret(1), { provider: 'aws', fields: { 'access-key-id': awsKeyId(1) } });
  expect(view.status.kind).toBe('valid');
  expect(issuer.asked).toHaveLength(1);
});

test('id and secret are written each to its own place', async () => {
  const targets = ['env:/home/me/.env#AWS_ACCESS_KEY_ID=access-key-id', 'env:/home/me/.env#AWS_SECRET_ACCESS_KEY'];
  const { rotate, targets: written } = await aKey({ targets });
  expect(await rotate()).toMatchObject({ ok: true });
  expect([...written.written]).toEqual([
    ['env:/home/me/.env#AWS_ACCESS_KEY_ID=access-key-id', awsKeyId(2)],
    ['env:/home/me/.env#AWS_SECRET_ACCESS_KEY', awsSecret(2)],
  ]);
});

test('where a target wants a field that is not kept, the old key stays alive', async () => {
  const { rotate, issuer } = await aKey({ targets: ['env:/home/me/.env#X=session-token'] });
  expect(await rotate()).toMatchObject({ ok: false, failure: { code: 'target-failed' } });
  expect(issuer.keys.get(awsKeyId(1))?.active).toBe(true);
});
