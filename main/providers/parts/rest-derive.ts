import { failed, succeeded } from '../../../shared/result.ts';
import type { Token } from '../../../shared/token.ts';
import type { DeriveWay, Narrowing } from '../../domain/derive.ts';
import type { Fields } from '../../domain/json.ts';
import type { ActContext } from '../../domain/provider.ts';
import { issuedOf, type Fresh } from './rest-act.ts';
import { requestOf, type Question } from './question.ts';

interface RestDerive {
  readonly how: 'server-child' | 'sibling';
  readonly can: (token: Token, wanted: Narrowing) => boolean;
  readonly covers?: DeriveWay['covers'];
  readonly make: (wanted: Narrowing, context: ActContext) => Question;
  readonly read: (body: Fields, wanted: Narrowing, context: ActContext) => Fresh;
}

/** A narrower token by one request, in the power of the broader one. */
export function restDerive({ how, can, covers, make, read }: RestDerive): DeriveWay {
  return {
    how,
    can,
    ...(covers === undefined ? {} : { covers }),
    ask: (credential, wanted, context) => requestOf(make(wanted, context), credential, context),
    read(outcome, credential, wanted, context) {
      const issued = issuedOf(outcome, { access: credential.access, fields: {} }, context, (body) =>
        read(body, wanted, context),
      );
      return issued.ok ? succeeded(issued.value) : failed(issued.failure);
    },
  };
}
