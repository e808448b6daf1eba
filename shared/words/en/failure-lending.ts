import type { LendingFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

const reasons = {
  no: 'you said no',
  never: 'you said never to this tool',
  unanswered: 'nobody answered the question within a minute',
} as const;

/** Why a token was not lent. */
export const enLendingFailures: FailureTable<LendingFailure> = {
  'scope-too-wide': ({ name, scopes }) => ({
    happened: `${name} does not have ${scopes.join(', ')}. Its issuer was not asked.`,
    todo: 'See with tokenkeep show what it may do.',
  }),
  'consent-refused': ({ name, why }) => ({
    happened: `${name} was not lent: ${reasons[why]}.`,
    ...(why === 'never' ? { todo: 'Take that back with tokenkeep grants end.' } : {}),
  }),
  'cannot-broker': ({ name }) => ({
    happened: `Requests cannot be made with ${name} on behalf of a tool: how its issuer is spoken to is not known here.`,
    todo: 'Lend it with -e instead.',
  }),
  'broker-failed': ({ reason }) => ({
    happened: `The broker could not begin (${reason}). Nothing was lent.`,
    todo: 'Try again.',
  }),
  'no-such-lease': ({ id }) => ({
    happened: `There is no lease ${id}.`,
    todo: 'See what is lent with tokenkeep leases.',
  }),
  'no-such-grant': ({ id }) => ({
    happened: `There is no grant ${id}.`,
    todo: 'See what stands with tokenkeep grants.',
  }),
};
