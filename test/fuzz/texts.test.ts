import { isDeepStrictEqual as same } from 'node:util';
import fc from 'fast-check';
import { test } from 'vitest';
import { readCredential, writeCredential } from '../../main/cli/credential-lines.ts';
import { cleanPaste, nameIn } from '../../main/domain/paste.ts';
import { nextRotation, readSchedule, runsAfter } from '../../main/domain/schedule.ts';
import { registry } from '../../main/providers/registry.ts';
import { readDockerRegistry, readGitAddress } from '../../shared/login.ts';
import { settingForms, settingKeys } from '../../shared/setting-forms.ts';
import { settingsSchema } from '../../shared/settings.ts';
import { readTarget, targetWords } from '../../shared/target.ts';
import { hours, isoOf, parseDuration, parseHttpDate, parseIso, spellDuration } from '../../shared/time.ts';
import { allKinds } from '../support/issuers/all-kinds.ts';
import { T0 } from '../support/tokens.ts';
import { CANARY, fuzz, holds } from './fuzz.ts';
import { spoiledText } from './spoiled.ts';

const GIT = [
  `protocol=https\nhost=git.example\nusername=me\npassword=${CANARY}\npassword_expiry_utc=1798761600\n\n`,
  'protocol=https\nhost=git.example\npath=owner/repo.git\ncapability[]=authtype\nwwwauth[]=Basic realm="x"\n\n',
];

test('what git says is read as it stands, or not at all', async () => {
  await fuzz('what git says', spoiledText(GIT), (text) => {
    const read = readCredential(text);
    if (read === undefined) return '';
    const { password, refresh, ...plain } = read;
    for (const said of Object.values(plain)) holds(!/[\n\r\0]/.test(String(said)), 'a line end was smuggled in');
    // Only what was said is said again, in as many lines.
    const written = writeCredential([
      ['protocol', read.protocol],
      ['host', read.host],
      ['password', password],
    ]);
    holds((written ?? '').split('\n').length <= 4, 'a line was smuggled in');
    return refresh === undefined ? [] : [typeof refresh];
  });
});

test('the name of a registry, an address of git and a target are read as they are written, or not at all', async () => {
  const samples = [
    'me@registry.example:5000',
    'https://me@index.docker.io/v1/',
    'https://git.example/o/r',
    'env:/h/.env#TOKEN',
    'json:/h/a.json#a.b=access-key-id',
    'command:/usr/bin/x --y',
  ];
  await fuzz('what docker says', spoiledText(samples), (text) => {
    readDockerRegistry(text);
    readGitAddress(text);
    const target = readTarget(text);
    holds(target === undefined || same(readTarget(targetWords(target)), target), 'it is not read as it is written');
  });
});

const PASTES = [
  CANARY,
  `export GITHUB_TOKEN="${CANARY}"\n`,
  `Authorization: Bearer ${CANARY}\r\n`,
  `$env:TOKEN = '${CANARY}'`,
  `\uFEFF“${CANARY}” `,
  `-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
  `{"type":"service_account","private_key":"${CANARY}"}`,
  `a=${CANARY}\nb=${CANARY}x\n`,
];

test('a paste is cleaned or refused, cleaned once for all, and a refusal has nothing of it', async () => {
  const care = fc.record({ exact: fc.boolean(), confirmed: fc.boolean() });
  await fuzz('a paste', fc.tuple(spoiledText(PASTES), care), ([text, how]) => {
    const clean = cleanPaste(text, how);
    nameIn(text);
    if (!clean.ok) return clean.failure;
    const { value } = clean.value;
    holds(value !== '', 'nothing is no token');
    const again = cleanPaste(value, how);
    holds(how.exact || !again.ok || again.value.value === value, 'cleaned again it is another');
    return clean.value.cleaned;
  });
});

test('whatever a value and what stands around it look like, it is one of the kinds, soon', async () => {
  const values = allKinds.map((rows) => rows.value());
  const context = fc.record({
    name: fc.option(spoiledText(['GITHUB_TOKEN']), { nil: undefined }),
    host: fc.option(fc.webUrl(), { nil: undefined }),
  });
  await fuzz('a name of a kind', fc.tuple(spoiledText([...values, CANARY]), context), ([text, around]) => {
    const guesses = registry.recognise(text.slice(0, 65_536), around);
    holds(guesses.length > 0, 'it is of no kind');
    return [guesses, registry.refuses(text)];
  });
});

test('moments, lengths and settings are read, or are said to be none', async () => {
  const samples = [
    '2027-01-31T10:00:00+05:00',
    '2027-01-31',
    '1d12h',
    '90s',
    '22:00-07:00',
    '14d,3d,1d,1h',
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Ctrl+Alt+K',
  ];
  await fuzz('a moment or a length', spoiledText(samples), (text) => {
    const told = parseIso(text);
    holds(told === undefined || parseIso(isoOf(told.at))?.at === told.at, 'it is another moment');
    const length = parseDuration(text);
    holds(length === undefined || parseDuration(spellDuration(length)) === length, 'it is another length');
    parseHttpDate(text);
    for (const key of settingKeys) {
      const { parse, spell } = settingForms[key] as { parse(said: string): unknown; spell(value: unknown): string };
      const read = settingsSchema.shape[key].safeParse(parse(text));
      holds(!read.success || same(parse(spell(read.data)), read.data), `${key} is not read as it is spelled`);
    }
  });
});

test('a rule of a rotation runs, never more than once an hour, or is said to be none', async () => {
  const crons = spoiledText([
    '30 2 1 * *',
    '0 0 29 2 *',
    '*/15 9-17 * * MON-FRI',
    '0 3 31 * *',
    '@daily',
    '0 0 L * *',
    '0 12 * * 5#2',
  ]);
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'UTC',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Mars/Base',
    '',
    '+05:30',
    'Etc/GMT+12',
  );
  const rules = fc.oneof(
    { weight: 1, arbitrary: spoiledText(['30d', '1h', '99999999w', '0s']).map((every) => ({ every })) },
    { weight: 3, arbitrary: fc.record({ cron: crons, zone: zones }) },
  );
  await fuzz('a schedule', rules, (rule) => {
    const schedule = readSchedule(rule, T0);
    if ('need' in schedule) return schedule.need;
    const runs = runsAfter(schedule, T0, 4);
    holds(runs.length > 0, 'it never runs');
    const gaps = runs.slice(1).map((run, n) => run - (runs[n] ?? 0));
    holds(
      gaps.every((gap) => gap >= hours(1)),
      'it runs too often',
    );
    return typeof nextRotation(schedule, T0);
  });
});
