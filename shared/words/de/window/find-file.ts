import type { enFindFile } from '../../en/window/find-file.ts';
import { deCounting } from '../counting.ts';

const { count, number } = deCounting;

export const deFindFile: typeof enFindFile = {
  choose: 'Datei wählen',
  another: 'Andere Datei wählen',
  means:
    'Ein Export aus Bitwarden, 1Password, KeePassXC oder LastPass, eine Tabelle, Variablen wie in .env, oder die Datei eines Programms. Sie wird nur gelesen.',
  kind: 'Art der Datei',
  kindMeans: 'Sie ist aus der Datei selbst nicht zu erkennen.',
  table: 'Tabelle (CSV)',
  variables: 'Variablen (.env)',
  passphrase: 'Passwort der Datei',
  passphraseMeans: 'Damit öffnet sich die Datei. Es wird einmal benutzt und nicht behalten.',
  passphraseWrong: 'Mit diesem Passwort öffnet sie sich nicht.',
  name: 'Spalte mit Namen',
  value: 'Spalte mit Werten',
  noColumns: 'Die erste Zeile hat keine Überschriften, darum sind ihre Spalten nicht zu unterscheiden.',
  read: 'Lesen',
  list: 'Inhalt der Datei',
  select: (name) => `${name} auswählen`,
  selectAll: 'Alle neuen auswählen',
  shaped: 'Nur, was die Form eines Tokens hat',
  noName: 'Ohne Namen',
  verdicts: {
    new: () => 'Neu',
    empty: () => 'Leer',
    'bad-name': () => 'Kein Name einer Variablen',
    overruled: () => 'Weiter unten neu gesetzt',
    twice: (other) => `Derselbe Wert wie ${other}`,
    'kept-already': (other) => `Schon verwahrt als ${other}`,
    'name-taken': (other) => `Ein anderer Wert ist verwahrt als ${other}`,
  },
  notes: {
    reference: 'Es nennt eine Variable, die nicht eingesetzt wird.',
    unclosed: 'Ein Anführungszeichen ist nicht geschlossen.',
  },
  length: (n) => `${number(n)} Zeichen`,
  take: (n) => (n === 0 ? 'Übernehmen' : `${number(n)} Token übernehmen`),
  nothing: 'Darin ist nichts Neues.',
  taken: (n) => `${number(n)} Token übernommen.`,
  left: (n) => `${count(n, { one: '# Zeile', other: '# Zeilen' })} weggelassen.`,
  still: (file) => `Die Werte liegen noch in ${file}.`,
  open: 'Auch andere dürfen diese Datei lesen.',
  remove: 'Datei entfernen',
  removeTitle: 'Datei entfernen?',
  removeMeans: (file) =>
    `${file} wird überschrieben und entfernt. Von hier ist sie nicht zurückzuholen; eine Kopie in einer Sicherung bleibt.`,
  removed: (file) => `${file} ist entfernt.`,
};
