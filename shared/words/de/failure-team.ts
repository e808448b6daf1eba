import type { TeamFailure, TeamTamper } from '../../failure-team.ts';
import type { Role } from '../../team-roster.ts';
import type { FailureTable } from '../catalogue.ts';

export const deTampers: { readonly [T in TeamTamper]: string } = {
  newer: 'Er ist von einem neueren Tokenkeep',
  'rolled-back': 'Er ist älter als der, der schon hier war',
  forked: 'Er folgt nicht auf den, der schon hier war',
  swapped: 'An seiner Stelle liegt ein anderer',
  'other-team': 'Er gehört einem anderen Team',
  truncated: 'Er ist abgeschnitten oder beschädigt',
  forged: 'Seine Unterschrift ist nicht die seines Verfassers',
  'unknown-author': 'Niemand aus dem Team hat ihn geschrieben',
  'removed-author': 'Jemand hat ihn geschrieben, der schon entfernt war',
  'role-too-low': 'Die Rolle seines Verfassers reicht nicht so weit',
  'foreign-recipient': 'Er ist für einen Schlüssel versiegelt, den niemand im Team hat',
  'invitation-unknown': 'Die Einladung ist nicht von diesem Team',
  'invitation-used': 'Die Einladung ist verbraucht oder zurückgenommen',
  'invitation-over': 'Die Einladung ist abgelaufen',
  'invitation-forged': 'Wer beitreten will, hatte die Einladung nicht',
  'roster-broken': 'Die Liste der Mitglieder ist in sich nicht schlüssig',
  'foreign-root': 'Es ist nicht das Team, in das eingeladen wurde',
};

const roles: { readonly [R in Role]: string } = {
  reader: 'eine Leserin oder einen Leser',
  user: 'eine Nutzerin oder einen Nutzer',
  manager: 'eine Verwalterin oder einen Verwalter',
};
const named = (known: readonly string[]): string | undefined =>
  known.length === 0 ? undefined : `Es gibt: ${known.join(', ')}.`;

/** What did not come about in a team. */
export const deTeamFailures: FailureTable<TeamFailure> = {
  'team-unreachable': ({ reason }) => ({
    happened: `Der Speicher des Teams ist nicht erreichbar (${reason}). Das zuletzt Geteilte ist hier und gilt weiter.`,
    todo: 'Es wird von selbst wieder versucht.',
  }),
  'team-read-only': () => ({
    happened: 'Der Speicher des Teams nimmt gerade nichts an. Das zuletzt Geteilte ist hier und gilt weiter.',
    todo: 'Es wird von selbst wieder versucht.',
  }),
  'team-store-refused': ({ reason }) => ({
    happened: `Der Speicher des Teams weist ab (${reason}). Nichts wurde geändert.`,
    todo: 'Adresse, Passwort und Zertifikat prüfen.',
  }),
  'team-stale': () => ({
    happened: 'Jemand anders hat es im selben Augenblick geändert. Nichts wurde überschrieben.',
    todo: 'Noch einmal versuchen.',
  }),
  'team-fenced': () => ({
    happened: 'Inzwischen hat jemand anders übernommen. Nichts wurde überschrieben, und was entstand, ist aufgehoben.',
  }),
  'team-lease-held': () => ({
    happened: 'Ein anderer Rechner des Teams ist gerade dabei.',
    todo: 'In einer Minute noch einmal versuchen.',
  }),
  'team-seat-taken': () => ({
    happened: 'Eine Kopie dieses Tresors läuft auf einem anderen Rechner, darum wird hier nichts erneuert.',
    todo: 'Sie dort beenden, oder von hier aus neu beitreten.',
  }),
  'team-refused': ({ why }) => ({
    happened: `Ein Eintrag des Teams wurde abgelehnt. ${deTampers[why]}. Der letzte gute bleibt.`,
    todo: 'Fragen, wer sich um den Speicher kümmert.',
  }),
  'team-unknown': ({ name, known }) => ({
    happened: `Ein Team namens ${name} gibt es hier nicht.`,
    todo: named(known),
  }),
  'team-several': ({ known }) => ({
    happened: 'Hier gibt es mehrere Teams, und welches gemeint ist, wurde nicht gesagt.',
    todo: named(known),
  }),
  'team-name-taken': ({ name }) => ({
    happened: `Ein Team namens ${name} gibt es schon.`,
    todo: 'Einen anderen Namen wählen.',
  }),
  'team-member-unknown': ({ name, known }) => ({
    happened: `Im Team gibt es niemanden namens ${name}.`,
    todo: named(known),
  }),
  'team-invitation-unknown': ({ id }) => ({ happened: `Eine offene Einladung ${id} gibt es nicht.` }),
  'team-asking': () => ({
    happened: 'Noch hat Sie niemand ins Team gelassen.',
    todo: 'Die Wörter vergleichen und dort bestätigen lassen.',
  }),
  'team-removed': ({ team }) => ({ happened: `Sie sind nicht mehr in ${team}.`, todo: 'Um eine Einladung bitten.' }),
  'team-role': ({ need }) => ({
    happened: 'Ihre Rolle im Team reicht dafür nicht. Nichts wurde geändert.',
    todo: `Dafür braucht es ${roles[need]}.`,
  }),
  'team-last-manager': () => ({
    happened: 'Sonst verwaltet niemand das Team. Nichts wurde geändert.',
    todo: 'Erst jemand anderem die Verwaltung geben.',
  }),
  'team-keys-missing': ({ team }) => ({
    happened: `Im Schlüsselbund fehlen Ihre Schlüssel von ${team}.`,
    todo: 'Um eine Einladung bitten, die Sie ersetzt.',
  }),
  'team-code-unreadable': () => ({
    happened: 'Das ist keine Einladung, oder nicht die ganze.',
    todo: 'Noch einmal kopieren, von Anfang bis Ende.',
  }),
  'team-joined-already': ({ team }) => ({ happened: `Sie sind schon in ${team}.` }),
  'team-phrase-differs': () => ({
    happened:
      'Die Wörter sind nicht auf beiden Seiten dieselben: Jemand anders kann die Einladung benutzt haben. Niemand wurde eingelassen.',
    todo: 'Die Einladung zurücknehmen und eine neue auf anderem Weg schicken.',
  }),
  'team-nobody-asked': ({ name }) => ({
    happened: `Auf die Einladung für ${name} hat noch niemand geantwortet.`,
    todo: 'Warten, bis dort beigetreten wurde.',
  }),
  'team-shared-already': ({ name }) => ({ happened: `${name} wird schon mit einem Team geteilt.` }),
  'team-not-shared': ({ name }) => ({ happened: `${name} wird mit keinem Team geteilt.` }),
};
