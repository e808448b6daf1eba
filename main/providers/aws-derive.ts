import { failed, succeeded, type Result } from '../../shared/result.ts';
import { hours, minutes, type Duration } from '../../shared/time.ts';
import type { Token } from '../../shared/token.ts';
import type { Derive, Derived, Narrowing } from '../domain/derive.ts';
import { expiryOfText } from '../domain/expiry.ts';
import type { ActRefusal } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { doneBy, type Done } from './aws-answer.ts';
import { isRoot, isSession } from './aws-keys.ts';
import { actionAt, AWS_FIELDS } from './aws-sign.ts';

const NAME = 'tokenkeep';
const SHORTEST = minutes(15);
/** Of a role, unless it was told to allow more. */
const LONGEST_ROLE = hours(1);
const LONGEST_USER = hours(36);
/** In characters, of a policy that goes with a request. */
const MOST_POLICY = 2048;
const MOST_MANAGED = 10;

/**
 * Temporary credentials under a session policy, which takes away and never adds: for a role, where one is named, else for the user itself.
 * They live on after the key that made them, and nothing ends them one by one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
 */
export const awsDerive: Derive = {
  ways: [
    {
      how: 'sibling',
      can: (token, wanted) => (hasRole(token) || !(isSession(token) || isRoot(token))) && canSay(wanted),
      covers: () => true,
      async ask(credential, wanted, context) {
        const role = credential.fields[AWS_FIELDS.role];
        const session = sessionOf(wanted);
        return role === undefined
          ? actionAt(
              'sts',
              { Action: 'GetFederationToken', Name: NAME, ...lifeOf(wanted, LONGEST_USER), ...session },
              credential,
              context,
            )
          : actionAt(
              'sts',
              {
                Action: 'AssumeRole',
                RoleArn: role,
                RoleSessionName: NAME,
                ...lifeOf(wanted, LONGEST_ROLE),
                ...session,
              },
              credential,
              context,
            );
      },
      read(outcome, _credential, wanted, context) {
        const done = doneBy(outcome, context);
        return done.ok ? derivedIn(done.value, wanted) : done;
      },
    },
  ],
};

const hasRole = ({ fields }: Token): boolean => fields.includes(AWS_FIELDS.role);

/** Managed policies by their name, as `arn:aws:iam::aws:policy/ReadOnlyAccess`. */
const isPolicy = (scope: string): boolean => /^arn:[a-z-]+:iam::\w*:policy\/\S+$/.test(scope);
/** An action, as `s3:GetObject` or `s3:Get*`. */
const isAction = (scope: string): boolean => /^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(scope);
const isResource = (name: string): boolean => /^arn:[a-z-]+:\S+$/.test(name);

function canSay(wanted: Narrowing): boolean {
  const { scopes, audience } = wanted;
  const isPlain = scopes.every((scope) => isPolicy(scope) || isAction(scope)) && audience.every(isResource);
  const managed = scopes.filter(isPolicy).length;
  // What a managed policy allows, it allows on any resource.
  const isWithin = managed === 0 || (managed <= MOST_MANAGED && audience.length === 0);
  return scopes.length + audience.length > 0 && isPlain && isWithin && (policyOf(wanted)?.length ?? 0) <= MOST_POLICY;
}

function sessionOf(wanted: Narrowing): Readonly<Record<string, string>> {
  const policy = policyOf(wanted);
  const managed = wanted.scopes.filter(isPolicy).map((arn, i) => [`PolicyArns.member.${i + 1}.arn`, arn]);
  return { ...(policy === undefined ? {} : { Policy: policy }), ...Object.fromEntries(managed) };
}

/** Actions on resources. Beside managed policies it adds to what they allow. */
function policyOf({ scopes, audience }: Narrowing): string | undefined {
  const actions = scopes.filter(isAction);
  if (actions.length === 0 && audience.length === 0) return undefined;
  const statement = {
    Effect: 'Allow',
    Action: actions.length === 0 ? '*' : actions,
    Resource: audience.length === 0 ? '*' : audience,
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

const lifeOf = ({ longest }: Narrowing, most: Duration): { readonly DurationSeconds: string } => ({
  DurationSeconds: String(Math.floor(Math.min(Math.max(longest, SHORTEST), most) / 1000)),
});

function derivedIn({ texts }: Done, { scopes, audience }: Narrowing): Result<Derived, ActRefusal> {
  const [[id], [secret], [session]] = [texts('AccessKeyId'), texts('SecretAccessKey'), texts('SessionToken')];
  if (id === undefined || secret === undefined || session === undefined) {
    return failed({ kind: 'lost', cause: 'unexpected' });
  }
  const { expiry, warnings } = expiryOfText(texts('Expiration')[0], 'issuer');
  return succeeded({
    credential: {
      access: new Secret(secret),
      fields: { [AWS_FIELDS.key]: new Secret(id), [AWS_FIELDS.session]: new Secret(session) },
    },
    facts: { expiry, warnings, scopes, audience },
  });
}
