import { failed, succeeded, type Result } from '../../../shared/result.ts';
import type { Token } from '../../../shared/token.ts';
import { unsettled } from '../../domain/acts.ts';
import { fieldsOf, parseJson, type Fields } from '../../domain/json.ts';
import type { HttpOutcome } from '../../domain/http-port.ts';
import type { Credential } from '../../domain/storage-ports.ts';
import type { ActContext, ActRefusal, Facts, Issued, Proof, Revoke, Rotate } from '../../domain/provider.ts';
import { Secret } from '../../domain/secret.ts';
import { revocationAnswer } from '../revocation-answer.ts';
import { canFill, requestOf, type Question } from './question.ts';
import { codeIn } from './refusals.ts';

/** What an answer that made a new value holds; `value` is taken only where it is text. */
export interface Fresh {
  readonly value: unknown;
  readonly facts: Facts;
  /** Fields that changed with it, by key. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

export interface RestRotate {
  /** `replace`: the old one dies at once. `overlap`: both live until `retire`. `grace`: the old one dies by itself. */
  readonly family: Rotate['family'];
  readonly can?: ((token: Token) => boolean) | undefined;
  /** A function where it depends on the moment; `can` then says all that it needs. */
  readonly make: Question | ((context: ActContext) => Question);
  readonly read: (body: Fields, context: ActContext, before: Credential) => Fresh;
  /** Asked with the new value; `{issuer-id}`, `{old-value}` and `{old-KEY}` in its path are the old one's. */
  readonly retire?: Question | undefined;
  readonly proof?: Proof | undefined;
}

/** A new value by one request, in the power of the value itself. */
export function restRotate({ family, can, make, read, retire, proof }: RestRotate): Rotate {
  return {
    family,
    can: (token) =>
      (typeof make === 'function' || canFill(make, token)) &&
      (retire === undefined || canFill(retire, token)) &&
      can?.(token) !== false,
    ask: (credential, context) => requestOf(typeof make === 'function' ? make(context) : make, credential, context),
    read: (outcome, credential, context) => issuedOf(outcome, credential, context, read),
    ...(retire === undefined ? {} : { retire: (old, fresh, context) => requestOf(retire, fresh, context, old) }),
    ...(proof === undefined ? {} : { proof }),
  };
}

export function issuedOf(
  outcome: HttpOutcome,
  before: Credential,
  context: ActContext,
  read: RestRotate['read'],
): Result<Issued, ActRefusal> {
  const quiet = unsettled(outcome, context);
  if (quiet !== undefined || outcome.kind === 'silent') return failed(quiet ?? { kind: 'lost', cause: 'unexpected' });
  const json = outcome.cut ? undefined : parseJson(outcome.body);
  if (outcome.status >= 300) return failed(actRefusal(outcome.status, json));
  const body = fieldsOf(json);
  const issued = body === undefined ? undefined : credentialIn(read(body, context, before), before);
  // A yes that cannot be read: the new value may have been in it.
  return issued === undefined ? failed({ kind: 'lost', cause: 'unexpected' }) : succeeded(issued);
}

function credentialIn({ value, facts, fields = {} }: Fresh, before: Credential): Issued | undefined {
  const access = secretOf(value);
  if (access === undefined) return undefined;
  const changed = Object.entries(fields).flatMap(([key, text]) => {
    const secret = secretOf(text);
    return secret === undefined ? [] : [[key, secret] as const];
  });
  return { credential: { access, fields: { ...before.fields, ...Object.fromEntries(changed) } }, facts };
}

const secretOf = (text: unknown): Secret | undefined =>
  typeof text === 'string' && text !== '' ? new Secret(text) : undefined;

function actRefusal(status: number, json: unknown): ActRefusal {
  const why = status === 401 || status === 403 ? 'permission' : 'other';
  return { kind: 'no', why, said: codeIn(json) ?? `status ${status}` };
}

export interface RestRevoke extends Question {
  /** Statuses that say yes. `accepted`: it takes effect later. */
  readonly taken: Readonly<Record<number, 'confirmed' | 'accepted'>>;
  /** What dies with it. */
  readonly blast?: string | undefined;
  readonly can?: ((token: Token) => boolean) | undefined;
}

/** An end by one request, in the power of the value itself. */
export function restRevoke(revoke: RestRevoke): Revoke {
  const { taken, blast, can } = revoke;
  return {
    ...(blast === undefined ? {} : { blast }),
    ask: (credential, context) =>
      canFill(revoke, context.token) && can?.(context.token) !== false
        ? requestOf(revoke, credential, context)
        : undefined,
    read: (outcome, context) => revocationAnswer(outcome, context, taken),
  };
}
