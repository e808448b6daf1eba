import { expect, test } from 'vitest';
import { withoutEchoes } from '../../main/domain/echo.ts';
import type { HttpOutcome } from '../../main/domain/http-port.ts';
import type { Judgement, Provider } from '../../main/domain/provider.ts';
import { Secret } from '../../main/domain/secret.ts';
import { succeeded } from '../../shared/result.ts';
import { aToken, T0 } from '../support/tokens.ts';

const value = `ghp_${'0'.repeat(36)}`;
const context = { token: aToken(), base: 'https://issuer.test', now: T0 };
const silent: HttpOutcome = { kind: 'silent', at: T0, cause: 'offline', code: 'ENOTFOUND' };
const credential = {
  access: new Secret(value),
  fields: { name: new Secret('octo-app'), code: new Secret('hush-hush') },
};

/** An issuer that says this of whatever it is shown. */
function saying(judgement: Judgement): Provider {
  const field = { label: '', needed: false } as const;
  return {
    id: 'echo',
    name: 'Echo',
    hosts: { kind: 'named' },
    fields: [
      { key: 'name', secret: false, ...field },
      { key: 'code', secret: true, ...field },
    ],
    kinds: [],
    check: {
      kind: 'online',
      sideEffect: 'none',
      ask: () => ({ method: 'GET', url: context.base, headers: {} }),
      judge: () => judgement,
    },
    renew: {
      how: 'refresh',
      repeatable: false,
      can: () => true,
      ask: () => ({ method: 'POST', url: context.base, headers: {} }),
      read: () => succeeded({ credential: { access: new Secret(value), fields: {} }, facts: judgement.facts }),
    },
  };
}

function judged(judgement: Judgement): Judgement {
  const { check } = withoutEchoes(saying(judgement));
  if (check?.kind !== 'online') throw new Error('it is asked');
  return check.judge(silent, context, credential);
}

test('an issuer that sends the value back as a name, a scope or an error gets none of it written down', () => {
  const told = judged({
    verdict: { kind: 'valid' },
    facts: { subject: `token ${value}`, scopes: ['repo', value], audience: ['octo-app'], issuerId: 'hush-hush' },
    said: `no such token: ${value.slice(0, 20)}`,
  });
  expect(told).toEqual({ verdict: { kind: 'valid' }, facts: { audience: ['octo-app'] }, said: 'the value itself' });
});

test('what an issuer says of a token stays as it is where none of the value is in it', () => {
  const told: Judgement = { verdict: { kind: 'valid' }, facts: { subject: 'octo', scopes: ['repo'] }, said: 'active' };
  expect(judged(told)).toEqual(told);
});

test('a new value does not get beside itself into the facts either', () => {
  const { renew } = withoutEchoes(saying({ verdict: { kind: 'valid' }, facts: { subject: value, issuerId: '7' } }));
  const old = { access: new Secret(`ghp_${'1'.repeat(36)}`), fields: {} };
  expect(renew?.read(silent, old, context)).toMatchObject({ ok: true, value: { facts: { issuerId: '7' } } });
  expect(JSON.stringify(renew?.read(silent, old, context))).not.toContain(value);
});
