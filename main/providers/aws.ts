import { refusalAt } from '../domain/expiry.ts';
import { wordOf } from '../domain/json.ts';
import { classify, unknown } from '../domain/outcome.ts';
import type { HttpAnswer, HttpOutcome } from '../domain/http-port.ts';
import type { Kind } from '../domain/kind.ts';
import type { AskContext, Facts, Judgement, Provider } from '../domain/provider.ts';
import { tooWide } from '../domain/scopes.ts';
import { codeIn, isMisdated, isThrottled, textsIn, type Texts } from './aws-answer.ts';
import { awsDerive } from './aws-derive.ts';
import { awsRevoke, awsRotate, isSession } from './aws-keys.ts';
import { actionAt, AWS_FIELDS, PUBLIC_STS } from './aws-sign.ts';
import { cannotTell } from './judging.ts';

/** Nothing tells a secret key from any other forty characters but the name that it is kept under. */
const secretKey = [/^[A-Za-z0-9/+]{40}$/];
const NAMES = /aws_?secret|secret_?access_?key/i;

const kinds: readonly Kind[] = [
  {
    id: 'aws-access-key',
    name: 'access key of an IAM user',
    bare: secretKey,
    names: NAMES,
    end: 'never',
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    unverified: ['derive'],
  },
  {
    id: 'aws-sts-session',
    name: 'temporary credentials',
    bare: secretKey,
    names: NAMES,
    end: 'at-issue',
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html',
    unverified: ['check', 'derive'],
    lacks: ['rotate', 'revoke'],
  },
];

/** The value is the secret key; it signs, and never leaves. */
export const aws: Provider = {
  id: 'aws',
  name: 'AWS',
  hosts: { kind: 'default', base: PUBLIC_STS },
  fields: [
    { key: AWS_FIELDS.key, label: 'Access key ID', secret: false, needed: true, hint: 'AKIA… or ASIA…' },
    { key: AWS_FIELDS.session, label: 'Session token', secret: true, needed: false, hint: 'of temporary credentials' },
    { key: AWS_FIELDS.role, label: 'Role', secret: false, needed: false, hint: 'arn:aws:iam::…:role/…, lent as' },
  ],
  kinds,
  check: {
    kind: 'online',
    sideEffect: 'none',
    signed: true,
    // Answered even where a policy denies it: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    ask: (credential, context) => actionAt('sts', { Action: 'GetCallerIdentity' }, credential, context),
    judge,
  },
  rotate: awsRotate,
  revoke: awsRevoke,
  derive: awsDerive,
  link: () => 'https://console.aws.amazon.com/iam/home#/security_credentials',
};

function judge(outcome: HttpOutcome, context: AskContext): Judgement {
  const settled = classify(outcome, { base: context.base, speaks: 'xml' });
  if (settled !== undefined || outcome.kind === 'silent')
    return { verdict: settled ?? unknown('unexpected'), facts: {} };
  const texts = textsIn(outcome.body);
  if (texts === undefined) return cannotTell('unexpected');
  return outcome.status === 200 ? lives(texts, context) : refused(texts, outcome, context);
}

function lives(texts: Texts, { token }: AskContext): Judgement {
  const [subject, account] = [wordOf(texts('Arn')[0]), texts('Account')[0]];
  if (subject === undefined || account === undefined) return cannotTell('unexpected');
  const never: Facts = isSession(token) ? {} : { expiry: { kind: 'never', source: 'issuer' } };
  return {
    verdict: { kind: 'valid' },
    facts: { ...never, subject, warnings: tooWide(subject.endsWith(':root') ? ['root'] : [], ['root']) },
  };
}

function refused(texts: Texts, answer: HttpAnswer, { token }: AskContext): Judgement {
  const code = codeIn(texts);
  if (isThrottled(code)) return cannotTell('rate-limited', code);
  if (isMisdated(code, texts)) return cannotTell('unexpected', 'dated by a clock that runs wrong');
  switch (code) {
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return { verdict: { kind: 'expired' }, facts: {}, said: code };
    // Deleted, switched off, never made, or of another partition: not told apart.
    case 'InvalidClientTokenId':
      return { verdict: refusalAt(token.expiry, answer.at), facts: {}, said: code };
    case 'SignatureDoesNotMatch':
      return mismatch(code, token);
    case 'AccessDenied':
      return { verdict: { kind: 'blocked', why: 'policy' }, facts: {}, said: code };
    default:
      return cannotTell('unexpected', code);
  }
}

/** AWS has been seen to say so of a good key right after a bad request with its id: where it was good before, it counts when it is said again. */
function mismatch(code: string, { standing }: AskContext['token']): Judgement {
  const isNews = standing.lastGood !== undefined && standing.latest?.evidence.said !== code;
  return isNews ? cannotTell('unexpected', code) : { verdict: { kind: 'invalid' }, facts: {}, said: code };
}
