import type { RestoreReport } from '../../../commands/backup.ts';
import type { enBackup } from '../../en/window/backup.ts';
import { deCounting } from '../counting.ts';

const { count, number } = deCounting;
const tokens = (n: number): string => count(n, { one: '# Token', other: '# Token' });

const whys: Readonly<Record<RestoreReport['left'][number]['why'], string>> = {
  'newer-here': 'hier neuer',
  unclear: 'es ist nicht bekannt, was neuer ist',
  unwanted: 'nicht gewünscht',
  ending: 'wird hier gerade widerrufen',
};

export const deBackup: typeof enBackup = {
  byItself: {
    title: 'Von selbst',
    none: 'Von selbst wird nichts gesichert. Mit diesem Rechner wäre alles verloren, was hier verwahrt ist.',
    every: { day: 'Jeden Tag', week: 'Jede Woche' },
    last: (when, file) => `Die letzte ${when}, wieder geöffnet und heil: ${file}`,
    notYet: 'Noch wurde keine gemacht.',
    next: (when) => `Die nächste ${when}.`,
    now: 'Jetzt sichern',
    made: (file) => `Gesichert, wieder geöffnet und heil: ${file}.`,
    folder: 'Ordner wählen',
    passphrase: 'Passphrase',
    passphraseMeans:
      'Im Schlüsselbund verwahrt, für Sicherungen, die von selbst entstehen. Ohne diesen Rechner wissen nur Sie sie.',
    keep: 'Passphrase verwahren',
    kept: 'Die Passphrase ist im Schlüsselbund verwahrt.',
    key: 'Schlüssel machen',
    keyMeans:
      'Ein Schlüssel in einer neuen Datei: Wer sie hat, öffnet die Sicherungen. Sie gehört dorthin, wo sie nicht mit diesem Rechner verloren geht.',
    keyMade: (file) => `Der Schlüssel ist in ${file} und sonst nirgends. Ab jetzt wird für ihn versiegelt.`,
    troubles: {
      folder: 'Die letzte ließ sich nicht schreiben.',
      keyring: 'Die letzte fiel aus: Der Schlüsselbund hat die Werte nicht hergegeben.',
      untested: 'Was zuletzt geschrieben wurde, ließ sich nicht wieder öffnen und wurde verworfen.',
      unset: 'Es ist nichts eingestellt, womit sie versiegelt werden, oder kein Ordner.',
      files: 'Die letzte fiel aus: Dateien des Tresors sind beschädigt.',
      lacking: 'Dem Schlüsselbund fehlen Werte; sie sind nicht in der letzten.',
    },
  },
  make: {
    title: 'Eine Sicherung machen',
    means:
      'Alles Verwahrte in einer versiegelten Datei: Werte, Angaben, Zeitpläne, Einstellungen, was Werkzeuge dürfen, und das Protokoll. Auch das Programm age öffnet sie.',
    forKey: 'Für die eingestellten Schlüssel, ohne Passphrase',
    passphrase: 'Passphrase',
    again: 'Noch einmal dieselbe',
    differ: 'Die beiden sind nicht gleich.',
    act: 'Sicherung speichern',
    done: (n, file) => `${tokens(n)} gesichert, wieder geöffnet und heil: ${file}.`,
    without: (labels) => `Nicht darin, weil dem Schlüsselbund ihre Werte fehlen: ${labels}.`,
  },
  restore: {
    title: 'Zurückspielen',
    means:
      'Zeigt, was in einer Sicherung ist, neben dem, was hier ist. Nichts Neueres wird überschrieben, wenn Sie es nicht ankreuzen.',
    choose: 'Sicherung wählen',
    another: 'Eine andere wählen',
    passphrase: 'Passphrase der Sicherung',
    look: 'Hineinsehen',
    key: 'Datei mit ihrem Schlüssel wählen',
    keyMeans: 'Sie ist für einen Schlüssel versiegelt. Die Datei mit diesem Schlüssel öffnet sie.',
    from: (machine, when) => `Von ${machine}, ${when}.`,
    log: (machine, n) => `Das Protokoll von ${machine}: ${count(n, { one: '# Eintrag', other: '# Einträge' })}, heil.`,
    logBroken: (machine) => `Das Protokoll von ${machine} ist nicht das, was geschrieben wurde.`,
    acts: (n) =>
      `${count(n, { one: '# Vorgang, der nicht zu Ende war', other: '# Vorgänge, die nicht zu Ende waren' })}.`,
    grants: (n) => `${count(n, { one: '# Erlaubnis eines Werkzeugs', other: '# Erlaubnisse von Werkzeugen' })}.`,
    settings: 'Auch die Einstellungen, die hier geändert wurden',
    list: 'Was in der Sicherung ist',
    select: (name) => `${name} zurückspielen`,
    added: 'Hier neu',
    same: 'Gleich',
    newer: 'In der Sicherung neuer',
    here: 'Hier neuer',
    unclear: 'Verschieden',
    value: 'Wert',
    facts: 'Angaben',
    elsewhere: (machine) => `Vielleicht auf ${machine} in Gebrauch: wird hier erst erneuert, wenn Sie es sagen`,
    valueless: 'Kein Wert in der Sicherung',
    act: (n) => (n === 0 ? 'Zurückspielen' : `${tokens(n)} zurückspielen`),
    restored: (n) => `${tokens(n)} zurückgespielt.`,
    alike: (n) => `${tokens(n)} gleich.`,
    left: (name, why) => `${name} blieb, wie es ist: ${whys[why]}.`,
    waits: (machine) => `Vielleicht auf ${machine} in Gebrauch, darum hier nicht erneuert:`,
    allSame: 'Alles, was darin ist, ist schon hier.',
    more: 'Mehr zeigen',
  },
  claim: {
    act: 'Ab jetzt hier benutzt',
    done: (label) => `${label} wird ab jetzt hier benutzt.`,
  },
  work: {
    backup: (done, of) =>
      done < of ? `${number(done)} von ${tokens(of)} gelesen` : 'Wird versiegelt und wieder geöffnet',
    restore: (done, of) => (of === 0 ? 'Wird geöffnet' : `${number(done)} von ${tokens(of)}`),
  },
};
