import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { Token } from '../../shared/token.ts';
import { expiryOfText } from '../domain/expiry.ts';
import type { HttpOutcome } from '../domain/http-port.ts';
import type { ActRefusal, Issued, Revoke, Rotate } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { codeIn, doneBy, textsIn, type Done } from './aws-answer.ts';
import { actionAt, AWS_FIELDS } from './aws-sign.ts';

/** The account's own root is above all users: what it holds is changed by a person alone. */
export const isRoot = ({ subject = '' }: Token): boolean => subject.endsWith(':root');

export const isSession = ({ fields }: Pick<Token, 'fields'>): boolean => fields.includes(AWS_FIELDS.session);

const idOf = ({ fields }: Credential): Secret | undefined => fields[AWS_FIELDS.key];

/**
 * A user has two keys at most, which live side by side: the new one is made by the old, and ends it. Deleting alone would do; a key that is
 * switched off first can be switched on again by a person who missed one of its users.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
 */
export const awsRotate: Rotate = {
  family: 'overlap',
  can: (token) => !isRoot(token) && !isSession(token),
  ask: (credential, context) => actionAt('iam', { Action: 'CreateAccessKey' }, credential, context),
  read(outcome, _credential, context) {
    const done = doneBy(outcome, context);
    return done.ok ? issuedIn(done.value) : done;
  },
  retire: async (old, fresh, context) => [
    await actionAt('iam', { Action: 'UpdateAccessKey', AccessKeyId: idOf(old), Status: 'Inactive' }, fresh, context),
    await actionAt('iam', { Action: 'DeleteAccessKey', AccessKeyId: idOf(old) }, fresh, context),
  ],
  retired: isDeleted,
  proof: {
    ask: (credential, context) => actionAt('iam', { Action: 'ListAccessKeys' }, credential, context),
    // With one key alone no other was made.
    read(outcome, context) {
      const done = doneBy(outcome, context);
      if (!done.ok) return 'cannot-tell';
      return done.value.texts('AccessKeyId').length === 1 ? 'nothing-happened' : 'happened';
    },
  },
};

function issuedIn({ texts }: Done): Result<Issued, ActRefusal> {
  const [[id], [secret]] = [texts('AccessKeyId'), texts('SecretAccessKey')];
  if (id === undefined || secret === undefined || secret === '') return failed({ kind: 'lost', cause: 'unexpected' });
  const made = expiryOfText(texts('CreateDate')[0], 'issuer').expiry;
  return succeeded({
    credential: { access: new Secret(secret), fields: { [AWS_FIELDS.key]: new Secret(id) } },
    facts: { expiry: { kind: 'never', source: 'issuer' }, ...(made.kind === 'at' ? { issuedAt: made.at } : {}) },
  });
}

/** One that is not there was deleted before. */
function isDeleted(outcome: HttpOutcome): boolean {
  if (outcome.kind === 'silent') return false;
  if (outcome.status === 200) return textsIn(outcome.body) !== undefined;
  const texts = textsIn(outcome.body);
  return outcome.status === 404 && texts !== undefined && codeIn(texts) === 'NoSuchEntity';
}

/** A key deletes itself; where it may not, it may still switch itself off. */
export const awsRevoke: Revoke = {
  ask: (credential, context) =>
    isSession(context.token)
      ? undefined
      : actionAt('iam', { Action: 'DeleteAccessKey', AccessKeyId: idOf(credential) }, credential, context),
  otherwise: (credential, context) =>
    actionAt(
      'iam',
      { Action: 'UpdateAccessKey', AccessKeyId: idOf(credential), Status: 'Inactive' },
      credential,
      context,
    ),
  read(outcome, context) {
    const answered = doneBy(outcome, context);
    return answered.ok ? succeeded('accepted') : answered;
  },
};
