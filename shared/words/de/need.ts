/** What an input needs is told by the schemas, in English; what a person of the window can get wrong is here. */
const NEEDS: Readonly<Record<string, string>> = {
  'durations such as 14d,3d,1d,1h': 'Zeitspannen wie 14d,3d,1d,1h',
  'a duration from 5m to 30d': 'eine Zeitspanne von 5m bis 30d',
  'a duration from 1m to 1d': 'eine Zeitspanne von 1m bis 1d',
  'a duration from 5s to 10m': 'eine Zeitspanne von 5s bis 10m',
  'a duration from 1m to 1d, or off': 'eine Zeitspanne von 1m bis 1d, oder off',
  'local times such as 22:00-07:00, or off': 'Uhrzeiten wie 22:00-07:00, oder off',
  'keys such as Ctrl+Alt+K, or off': 'Tasten wie Ctrl+Alt+K, oder off',
  'full names of folders with commas between, or none': 'ganze Namen von Ordnern mit Kommas dazwischen, oder none',
  'auto, en or de': 'auto, en oder de',
  'on or off': 'on oder off',
  'an address such as https://hooks.example.org/tokenkeep, or off':
    'eine Adresse wie https://hooks.example.org/tokenkeep, oder off',
  'the name of the token that is the key, or off': 'der Name des Tokens, das der Schlüssel ist, oder off',
  'allow or ask': 'allow oder ask',
  'off, day or week': 'off, day oder week',
  'the full path of a folder, or off': 'der volle Pfad eines Ordners, oder off',
  'recipients of age, age1…, or passphrase': 'Empfänger von age, age1…, oder passphrase',
  'a recipient of age, such as age1…, with no character missing':
    'ein Empfänger von age wie age1…, an dem kein Zeichen fehlt',
  'a file with an identity of age, as tokenkeep backup --make-key or age-keygen writes it':
    'eine Datei mit einer Identität von age, wie tokenkeep backup --make-key oder age-keygen sie schreibt',
  'a full path': 'ein voller Pfad',
  'a date such as 2027-01-31, a time with its zone such as 2027-01-31T00:00Z, or never':
    'ein Datum wie 2027-01-31, eine Zeit mit Zone wie 2027-01-31T00:00Z, oder never',
  'a duration of an hour or more, such as 30d': 'eine Zeitspanne von mindestens einer Stunde, wie 30d',
  'a moment that comes': 'ein Zeitpunkt, der kommt',
  'a rule that runs once an hour at most': 'eine Regel, die höchstens einmal in der Stunde greift',
  'a time zone such as Europe/Berlin': 'eine Zeitzone wie Europe/Berlin',
  'five fields of cron, such as 30 2 1 * *': 'fünf Felder von cron, wie 30 2 1 * *',
  'a number': 'eine Zahl',
  'such as Iv23… or a number': 'wie Iv23… oder eine Zahl',
  'all of a .pem file, from -----BEGIN to -----END, with no passphrase':
    'eine ganze .pem-Datei, von -----BEGIN bis -----END, ohne Passphrase',
  'a name, not the value itself': 'einen Namen, nicht den Wert selbst',
  'this kind of token needs it': 'diese Art von Token braucht es',
  'it must not be empty': 'es darf nicht leer sein',
  'something is missing': 'etwas fehlt',
  'no control characters': 'keine Steuerzeichen',
  'there is no such field': 'dieses Feld gibt es nicht',
};

const STARTS: readonly (readonly [RegExp, string])[] = [
  [/^of (.*), or none$/, 'aus $1, oder none'],
  [
    /^one of (.*), with a dash before it for the other way round$/,
    'eines von $1, mit einem Strich davor für die andere Richtung',
  ],
  [/^one of (.*)$/, 'eines von $1'],
];

export const deNeed = (need: string): string =>
  NEEDS[need] ?? STARTS.reduce((text, [shape, say]) => text.replace(shape, say), need);
