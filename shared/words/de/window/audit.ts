import type { enAudit } from '../../en/window/audit.ts';
import { deCounting } from '../counting.ts';

const { count, number } = deCounting;

export const deAudit: typeof enAudit = {
  acts: {
    add: 'Hinzugefügt',
    audit: 'Protokoll eingesehen',
    backup: 'Gesichert',
    claim: 'Als hier benutzt erklärt',
    broker: 'Über einen Vermittler benutzt',
    consent: 'Frage beantwortet',
    copy: 'Kopiert',
    discover: 'Diesen Rechner durchsucht',
    edit: 'Angaben geändert',
    export: 'Ausgegeben',
    forget: 'Vergessen',
    get: 'Ausgeliehen',
    grant: 'Erlaubnis gegeben',
    import: 'Übernommen',
    leak: 'Außerhalb gefunden',
    lease: 'Ausleihe',
    list: 'Aufgelistet',
    refresh: 'Erneuert',
    refused: 'Vom Aussteller abgelehnt',
    replace: 'Wert ersetzt',
    restore: 'Zurückgespielt',
    retire: 'Alter Wert beendet',
    revoke: 'Widerrufen',
    rotate: 'Rotiert',
    scan: 'Dateien durchsucht',
    schedule: 'Zeitplan geändert',
    set: 'Einstellung geändert',
    'sign-in': 'Angemeldet',
    snooze: 'Schlummern gelassen',
    undo: 'Rotation zurückgenommen',
    verdict: 'Geprüft',
    warn: 'Gewarnt',
  },
  outcomes: { done: 'erledigt', asked: 'verlangt', ended: 'beendet', opened: 'eröffnet', told: 'gesagt' },
  none: 'Noch ist nichts verzeichnet.',
  noneFound: 'Kein Eintrag ist so.',
  list: 'Einträge, die neuesten zuerst',
  token: 'Token',
  act: 'Handlung',
  anyAct: 'Jede Handlung',
  actor: 'Von wem',
  since: 'Seit',
  sinceChoices: { all: 'Von Anfang an', day: 'Letzter Tag', week: 'Letzte 7 Tage', month: 'Letzte 30 Tage' },
  by: (actor) => `von ${actor}`,
  verify: 'Nachprüfen',
  verifying: 'Jeder Eintrag wird nachgeprüft',
  export: 'Ausgeben',
  exported: (n) => count(n, { one: '# Eintrag ausgegeben, signiert.', other: '# Einträge ausgegeben, signiert.' }),
  exportedKey: (key) => `Wer den öffentlichen Schlüssel hat, kann sie beweisen: ${key}`,
  whole: (n) =>
    count(n, {
      one: 'Das Protokoll ist heil: # Eintrag, nachgewiesen.',
      other: 'Das Protokoll ist heil: # Einträge, jeder nachgewiesen.',
    }),
  anchorMissing: (n) =>
    `${count(n, { one: '# Eintrag ist', other: '# Einträge sind' })} nachgewiesen. Der Schlüsselbund hat verloren, wo das Protokoll enden soll; ein abgeschnittenes Ende fiele nicht auf.`,
  earlier: {
    whole: (machine, n) =>
      `Das Protokoll von ${machine}, das mit einer Sicherung kam, ist heil: ${count(n, { one: '# Eintrag', other: '# Einträge' })}.`,
    broken: (machine) =>
      `Das Protokoll von ${machine}, das mit einer Sicherung kam, ist nicht das, was geschrieben wurde.`,
  },
  broken: (n) => `Das Protokoll ist ab Eintrag ${number(n)} nicht das, was geschrieben wurde.`,
  breaks: {
    missing: (n) => `Ab ${number(n)} fehlen Einträge.`,
    altered: (n) => `Eintrag ${number(n)} wurde verändert.`,
    misplaced: (n) => `Eintrag ${number(n)} steht am falschen Platz.`,
    foreign: (n) => `Was bei ${number(n)} steht, hat dieser Tresor nicht geschrieben.`,
  },
  remarks: 'Was das Protokoll über sich sagt',
  more: 'Mehr zeigen',
};
