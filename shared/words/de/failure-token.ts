import type { Effect } from '../../kind.ts';
import type { ActFailure, InputFailure, NameFailure, PasteFailure, SignInFailure, UseFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';
import { deNeed } from './need.ts';
import { deCauses } from './state.ts';

const doubts = { 'hidden-character': 'ein verborgenes Zeichen', 'line-break': 'einen Zeilenumbruch' } as const;

const acts = {
  refresh: 'zu erneuern',
  rotate: 'zu rotieren',
  revoke: 'zu widerrufen',
  undo: 'zurückzunehmen',
} as const;

type TokenFailure = NameFailure | PasteFailure | InputFailure | UseFailure | ActFailure | SignInFailure;

/** What could not be done with a token. */
const EFFECTS: Readonly<Record<Effect, string>> = {
  'extends-life': 'verlängert seine Laufzeit',
  'consumes-use': 'verbraucht eine Benutzung',
  'issues-token': 'lässt den Aussteller damit ein weiteres Token machen',
  'probe-write': 'versucht damit zu schreiben, so dass der Aussteller es ablehnt',
  spends: 'verbraucht es',
  alarms: 'kann den alarmieren, der darüber wacht',
};

export const deTokenFailures: FailureTable<TokenFailure> = {
  'no-such-token': ({ name }) => ({
    happened: `Kein Token heißt ${name}.`,
    todo: 'Die Namen stehen in der Liste.',
  }),
  'name-taken': ({ name }) => ({
    happened: `Es gibt schon ein Token namens ${name}. Es wurde nicht geändert.`,
    todo: 'Einen anderen Namen wählen oder seinen Wert ersetzen.',
  }),
  'name-ambiguous': ({ name }) => ({
    happened: `Mehrere Token heißen ${name}, bis auf große und kleine Buchstaben.`,
    todo: 'Den Namen genau schreiben.',
  }),
  'paste-empty': () => ({
    happened: 'Darin ist nichts als Leerzeichen.',
    todo: 'Das Token noch einmal kopieren und einfügen.',
  }),
  'paste-too-long': ({ limit }) => ({
    happened: `Das ist länger als ${limit} Zeichen, also kein Token.`,
    todo: 'Nur das Token einfügen.',
  }),
  'paste-doubtful': ({ found, position }) => ({
    happened: `Das Eingefügte hat ${doubts[found]} an Stelle ${position}. Nichts wurde gespeichert.`,
    todo: 'Noch einmal kopieren, das Entfernen bestätigen oder die Bytes lassen, wie sie sind.',
  }),
  'paste-several': ({ count }) => ({
    happened: `Das Eingefügte enthält ${count} verschiedene Token. Nichts wurde gespeichert.`,
    todo: 'Eines nach dem anderen einfügen.',
  }),
  'paste-session': ({ what }) => ({
    happened: `Das ist kein API-Token (${what}). Nichts wurde gespeichert.`,
    todo: 'Beim Aussteller ein API-Token ausstellen.',
  }),
  'bad-input': ({ field, need }) => ({ happened: `${field} stimmt so nicht: ${deNeed(need)}.` }),
  'token-useless': ({ name, state }) => ({
    happened: `${name} nützt jetzt nichts: ${state}.`,
    todo: 'Beim Aussteller ein neues ausstellen und dieses ersetzen.',
  }),
  'could-not-tell': ({ name, cause }) => ({
    happened: `Ob ${name} noch gilt, war nicht zu sagen: ${deCauses[cause]}. Es ist unverändert.`,
  }),
  'no-page': ({ name }) => ({ happened: `Für ${name} gibt es keine Seite eines Ausstellers.` }),
  'check-costs': ({ name, effect }) => ({
    happened: `Eine Prüfung von ${name} ${EFFECTS[effect]} und geschieht nur, wenn Sie es sagen. Noch wurde niemand gefragt.`,
    todo: 'Mit Ja geht es weiter.',
  }),
  'cannot-narrow': ({ name }) => ({
    happened: `Der Aussteller von ${name} kann kein engeres Token machen.`,
    todo: 'Es ganz verlangen, ohne Rechte zu nennen.',
  }),
  'consent-needed': ({ name, asked }) =>
    asked === true
      ? {
          happened: `${name} wird nur ausgeliehen, wenn Sie ja sagen, und die Frage steht jetzt in Tokenkeep.`,
          todo: 'Sie beantworten und noch einmal fragen, oder mit --wait auf die Antwort warten.',
        }
      : {
          happened: `${name} wird nur ausgeliehen, wenn Sie ja sagen, und hier ist niemand zu fragen.`,
          todo: 'Seine Regel ändern oder dort fragen, wo die App läuft.',
        },
  'refused-by-policy': ({ name }) => ({
    happened: `Die Regel von ${name} ist, es niemandem auszuleihen.`,
    todo: 'Sie mit tokenkeep edit --policy ändern.',
  }),
  'cannot-do': ({ name, act, link }) => ({
    happened: `Der Aussteller von ${name} bietet keinen Weg, es von hier aus ${acts[act]}. Nichts wurde geändert.`,
    todo: link === undefined ? undefined : `Dort geht es: ${link}.`,
  }),
  'issuer-silent': ({ name, cause }) => ({
    happened: `Der Aussteller von ${name} war nicht zu fragen: ${deCauses[cause]}. Das Token ist unverändert.`,
    todo: 'Es wird von selbst noch einmal versucht.',
  }),
  'issuer-refused': ({ name, said }) => ({
    happened: `Der Aussteller von ${name} hat abgelehnt (${said}). Das Token ist unverändert.`,
    todo: 'Auf seiner Seite nachsehen, was es darf.',
  }),
  'sign-in-needed': ({ name }) => ({
    happened: `Der Aussteller von ${name} will, dass sich ein Mensch neu anmeldet.`,
    todo: 'Im Fenster neu anmelden.',
  }),
  'outcome-lost': ({ name }) => ({
    happened: `Eine Änderung von ${name} ging hinaus, und die Antwort ging verloren; ob sie geschehen ist, ist nicht zu sagen. Beide Werte sind verwahrt.`,
    todo: 'Beim Aussteller ein neues ausstellen und dieses ersetzen.',
  }),
  'revocation-pending': ({ name }) => ({
    happened: `${name} wird gerade widerrufen und hier nicht mehr benutzt.`,
    todo: 'Auf seiner Seite steht, wie weit es ist.',
  }),
  'confirm-needed': ({ name, consumers }) => ({
    happened: `Das beendet ${name} für alles, was es benutzt${consumers.length === 0 ? '' : `: ${consumers.join(', ')}`}. Noch ist nichts geschehen.`,
    todo: 'Ja sagen, um weiterzugehen.',
  }),
  'target-failed': ({ target, reason }) => ({
    happened: `${target} war nicht zu schreiben (${reason}). Der alte Wert gilt weiter und wurde nicht widerrufen.`,
    todo: 'Das in Ordnung bringen und erneut rotieren, oder zurücknehmen.',
  }),
  'rotation-open': ({ name }) => ({
    happened: `Ein neuer Wert von ${name} wurde gemacht und ist sicher verwahrt; noch ist er nicht in Gebrauch.`,
    todo: 'Es geht von selbst weiter, sobald der neue Wert erwiesen ist.',
  }),
  'new-refused': ({ name }) => ({
    happened: `Den neuen Wert von ${name} nimmt der Aussteller nicht an, der ihn gemacht hat. Der alte bleibt in Gebrauch.`,
    todo: 'Später noch einmal rotieren.',
  }),
  'old-lives': ({ name }) => ({
    happened: `Ein früherer Wert von ${name} gilt beim Aussteller noch. Nichts wurde geändert.`,
    todo: 'Er wird von selbst beendet; danach noch einmal rotieren.',
  }),
  'sign-in-failed': ({ said }) => ({
    happened: `Die Anmeldung kam nicht zu Ende (${said}). Nichts wurde gespeichert.`,
    todo: 'Noch einmal versuchen.',
  }),
  'sign-in-busy': ({ account }) => ({
    happened: `Eine Anmeldung für ${account} ist schon offen.`,
    todo: 'Jene beenden oder abbrechen.',
  }),
  'sign-in-over': () => ({ happened: 'Diese Anmeldung ist vorbei.', todo: 'Eine neue beginnen.' }),
};
