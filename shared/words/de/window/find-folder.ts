import type { enFindFolder, enLeak } from '../../en/window/find-folder.ts';
import { deCounting } from '../counting.ts';

const { count, number } = deCounting;
const files = (n: number): string => count(n, { one: '# Datei', other: '# Dateien' });

export const deFindFolder: typeof enFindFolder = {
  choose: 'Ordner wählen',
  means:
    'Liegt ein Token von Ihnen in diesen Dateien? Auch in Archiven und Kodierungen. Nichts verlässt diesen Rechner.',
  history: 'Auch in dem, was git noch enthält',
  strangers: 'Auch, was die Form eines Tokens hat und keines von Ihren ist',
  search: 'Suchen',
  stop: 'Beenden',
  searching: (n, found) => `${files(n)} bisher, ${number(found)} gefunden`,
  clean: (n) => `In ${count(n, { one: '# Datei', other: '# Dateien' })} wurde nichts gefunden.`,
  found: (n, of) => `${number(n)} gefunden in ${files(of)}.`,
  ignored: (n) => `${number(n)} übergangen.`,
  cut: 'Es wurde beendet, bevor alles durchsucht war.',
  list: 'Funde',
  yours: (label) => `Das ist Ihr Token ${label}`,
  earlier: (label) => `Das ist ein früherer Wert Ihres Tokens ${label}`,
  forms: { base64: 'als Base64', 'utf-16': 'als UTF-16', url: 'mit Zeichen einer Adresse maskiert' },
  place: (file, line) => `${file}, Zeile ${number(line)}`,
  entry: (entry) => `darin als ${entry}`,
  commit: (commit) => `aus Commit ${commit}`,
  ignore: 'Übergehen',
  ignoreOf: (what, place) => `${what} in ${place} übergehen`,
  ignoredHere: (file) => `Es wird ab jetzt übergangen, durch ${file}.`,
  endOf: (label) => `Unschädlich machen: ${label}`,
  more: 'Mehr anzeigen',
  skipped: (n) => count(n, { one: '# Stelle wurde nicht durchsucht', other: '# Stellen wurden nicht durchsucht' }),
  why: {
    link: 'eine Verknüpfung',
    'not-a-file': 'keine gewöhnliche Datei',
    unreadable: 'darf nicht gelesen werden',
    'too-large': 'zu groß',
    'packed-otherwise': 'so gepackt, dass es nicht geöffnet wird',
    encrypted: 'verschlüsselt',
    damaged: 'beschädigt',
    'too-many': 'und weitere',
    'no-time': 'nicht alles, denn es dauerte zu lange',
  },
  unsearchable: (labels) => `Zu kurz oder zu schlicht, um in einem Text erkannt zu werden: ${labels}.`,
  watch: 'Diesen Ordner beobachten',
  unwatch: 'Nicht mehr beobachten',
  watching: (folder) => `${folder} wird durchsucht, sobald sich darin etwas ändert.`,
  unwatched: (folder) => `${folder} wird nicht mehr beobachtet.`,
};

export const deLeak: typeof enLeak = {
  title: (label) => `${label} unschädlich machen?`,
  means:
    'Sein Wert endet jetzt, für alle, und das ist nicht zurückzunehmen. Macht sein Aussteller einen neuen Wert, tritt der an seine Stelle; sonst wird es widerrufen.',
  after: 'Danach wird bewiesen, dass der alte Wert tot ist, und jede Stelle genannt, an der er noch liegt.',
  act: 'Unschädlich machen',
  done: (label) => `Was mit ${label} geschah`,
  rotated: (label) => `${label} hat einen neuen Wert.`,
  revoked: (label) => `${label} ist widerrufen.`,
  old: {
    dead: 'Der alte Wert ist tot.',
    lives: 'Der alte Wert gilt noch. Darum wird sich von selbst gekümmert, bis er tot ist.',
    unknown: 'Ob der alte Wert noch gilt, war nicht festzustellen. Es wird von selbst wieder nachgesehen.',
  },
  answered: (asked, status, when) => `${asked} antwortete ${number(status)} um ${when}.`,
  silent: (asked, when) => `${asked} antwortete nicht um ${when}.`,
  targets: (places) => `Der neue Wert steht in ${places}.`,
  tell: (names) => `Wer es benutzt, sollte es wissen: ${names}.`,
  still: 'Wo er noch liegt',
  nowhere: 'Sonst liegt er nirgends in dem, was durchsucht wurde.',
  history: 'Diese Befehle nehmen ihn aus dem Verlauf und ändern jeden Commit seitdem. Keiner davon wurde ausgeführt.',
  report: (file) => `Der Bericht, in dem kein Wert steht, liegt in ${file}.`,
  close: 'Bericht schließen',
};
