import type { LendingFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

const reasons = {
  no: 'Sie haben nein gesagt',
  never: 'Sie haben diesem Programm für immer nein gesagt',
  unanswered: 'niemand hat die Frage binnen einer Minute beantwortet',
} as const;

/** Why a token was not lent. */
export const deLendingFailures: FailureTable<LendingFailure> = {
  'scope-too-wide': ({ name, scopes }) => ({
    happened: `${name} hat nicht ${scopes.join(', ')}. Der Aussteller wurde nicht gefragt.`,
    todo: 'Auf seiner Seite nachsehen, was es darf.',
  }),
  'consent-refused': ({ name, why }) => ({
    happened: `${name} wurde nicht ausgeliehen: ${reasons[why]}.`,
    ...(why === 'never' ? { todo: 'Das lässt sich unter Leihen und Erlaubnisse zurücknehmen.' } : {}),
  }),
  'cannot-broker': ({ name }) => ({
    happened: `Mit ${name} lassen sich keine Anfragen für ein Programm stellen: Wie sein Aussteller angesprochen wird, ist hier nicht bekannt.`,
    todo: 'Es stattdessen mit -e ausleihen.',
  }),
  'broker-failed': ({ reason }) => ({
    happened: `Der Vermittler konnte nicht beginnen (${reason}). Nichts wurde ausgeliehen.`,
    todo: 'Noch einmal versuchen.',
  }),
  'no-such-lease': ({ id }) => ({
    happened: `Eine Leihe ${id} gibt es nicht.`,
    todo: 'Was ausgeliehen ist, steht unter Leihen und Erlaubnisse.',
  }),
  'no-such-grant': ({ id }) => ({
    happened: `Eine Erlaubnis ${id} gibt es nicht.`,
    todo: 'Was erlaubt ist, steht unter Leihen und Erlaubnisse.',
  }),
};
