import { describe, expect, test } from 'vitest';
import type { Cleaned } from '../../shared/commands/keeping.ts';
import { EFFECTS } from '../../shared/kind.ts';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import type { TeamTamper } from '../../shared/failure-team.ts';
import { roles } from '../../shared/team-roster.ts';
import { enTampers } from '../../shared/words/en/failure-team.ts';
import type { Question } from '../../shared/lease.ts';
import type { NoticeKind } from '../../shared/notice.ts';
import { settingForms, settingKeys } from '../../shared/setting-forms.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { BACKUP_TROUBLES } from '../../shared/snapshot.ts';
import { hours, isoOf } from '../../shared/time.ts';
import { tokenId, type Expiry, type StatusKind, type TokenStatus, type TokenWarning } from '../../shared/token.ts';
import { BLOCK_CAUSES, UNKNOWN_CAUSES } from '../../shared/verdict.ts';
import { LANGUAGES } from '../../shared/words/language.ts';
import { wordsIn } from '../../shared/words/in-language.ts';
import { aToken, at, DAY, HOUR, looked, T0 } from '../support/tokens.ts';

type Cases<C extends string, U> = { readonly [K in C]: readonly U[] };

const name = 'github-ci';
const tampers = Object.keys(enTampers) as readonly TeamTamper[];
/** One of each kind at least. A code that is missing here does not compile. */
const failures: Cases<FailureCode, Failure> = {
  'keyring-locked': [{ code: 'keyring-locked' }],
  'keyring-absent': (['no-bus', 'no-service', 'no-collection', 'no-library'] as const).map((lack) => ({
    code: 'keyring-absent',
    lack,
  })),
  'keyring-silent': [{ code: 'keyring-silent', afterMs: 5000 }],
  'keyring-refused': (['write', 'read', 'too-large', 'round-trip'] as const).map((reason) => ({
    code: 'keyring-refused',
    reason,
  })),
  'keyring-damaged': [{ code: 'keyring-damaged' }],
  'keyring-stale': [{ code: 'keyring-stale' }],
  'vault-locked': [{ code: 'vault-locked' }],
  'passphrase-wrong': [{ code: 'passphrase-wrong', waitMs: 4000 }],
  'unlock-later': [{ code: 'unlock-later', waitMs: 60_000 }],
  'passphrase-weak': [{ code: 'passphrase-weak', least: 12 }],
  'passphrase-needed': [{ code: 'passphrase-needed' }],
  'lock-unset': [{ code: 'lock-unset' }],
  'lock-stays': [{ code: 'lock-stays' }],
  'owner-not-shown': [{ code: 'owner-not-shown' }],
  'vault-not-begun': (['tokens-kept', 'sealed-already'] as const).map((why) => ({ code: 'vault-not-begun', why })),
  'file-unwritable': [{ code: 'file-unwritable', file: 'catalog.json', reason: 'ENOSPC' }],
  'file-damaged': [{ code: 'file-damaged', file: 'catalog.json' }],
  'file-unreadable': [{ code: 'file-unreadable', file: 'catalog.json', reason: 'EACCES' }],
  'file-lost': [{ code: 'file-lost', file: 'catalog.json' }],
  'file-newer': [{ code: 'file-newer', file: 'catalog.json', version: 2 }],
  'audit-gap': [{ code: 'audit-gap', last: 200 }],
  'audit-anchor-missing': [{ code: 'audit-anchor-missing' }],
  'audit-key-missing': [{ code: 'audit-key-missing' }],
  'no-desktop': [{ code: 'no-desktop' }],
  'clipboard-refused': [{ code: 'clipboard-refused' }],
  'no-such-token': [{ code: 'no-such-token', name }],
  'name-taken': [{ code: 'name-taken', name }],
  'name-ambiguous': [{ code: 'name-ambiguous', name }],
  'paste-empty': [{ code: 'paste-empty' }],
  'paste-too-long': [{ code: 'paste-too-long', limit: 65_536 }],
  'paste-doubtful': (['hidden-character', 'line-break'] as const).map((found) => ({
    code: 'paste-doubtful',
    found,
    position: 12,
  })),
  'paste-several': [{ code: 'paste-several', count: 2 }],
  'paste-session': [{ code: 'paste-session', what: 'a session cookie' }],
  'bad-input': [{ code: 'bad-input', field: 'expires', need: 'a date such as 2027-01-31' }],
  'team-unreachable': [{ code: 'team-unreachable', reason: 'ENOENT' }],
  'team-read-only': [{ code: 'team-read-only' }],
  'team-store-refused': [{ code: 'team-store-refused', reason: 'no-team' }],
  'team-stale': [{ code: 'team-stale', version: 3 }],
  'team-fenced': [{ code: 'team-fenced' }],
  'team-lease-held': [{ code: 'team-lease-held', holder: 'seat', where: 'sealed', until: T0 }],
  'team-seat-taken': [{ code: 'team-seat-taken', where: 'sealed' }],
  'team-refused': tampers.map((why) => ({ code: 'team-refused', why })),
  'team-unknown': [
    { code: 'team-unknown', name: 'ops', known: ['platform'] },
    { code: 'team-unknown', name: 'ops', known: [] },
  ],
  'team-several': [{ code: 'team-several', known: ['ops', 'platform'] }],
  'team-name-taken': [{ code: 'team-name-taken', name: 'ops' }],
  'team-member-unknown': [{ code: 'team-member-unknown', name: 'kim', known: ['robin'] }],
  'team-invitation-unknown': [{ code: 'team-invitation-unknown', id: '12ab' }],
  'team-asking': [{ code: 'team-asking' }],
  'team-removed': [{ code: 'team-removed', team: 'ops' }],
  'team-role': roles.map((need) => ({ code: 'team-role', need })),
  'team-last-manager': [{ code: 'team-last-manager' }],
  'team-keys-missing': [{ code: 'team-keys-missing', team: 'ops' }],
  'team-code-unreadable': [{ code: 'team-code-unreadable' }],
  'team-joined-already': [{ code: 'team-joined-already', team: 'ops' }],
  'team-phrase-differs': [{ code: 'team-phrase-differs' }],
  'team-nobody-asked': [{ code: 'team-nobody-asked', name: 'kim' }],
  'team-shared-already': [{ code: 'team-shared-already', name }],
  'team-not-shared': [{ code: 'team-not-shared', name }],
  'token-useless': [{ code: 'token-useless', name, state: 'revoked' }],
  'could-not-tell': UNKNOWN_CAUSES.map((cause) => ({ code: 'could-not-tell', name, cause })),
  'no-page': [{ code: 'no-page', name }],
  'check-costs': EFFECTS.map((effect) => ({ code: 'check-costs', name, effect })),
  'cannot-narrow': [{ code: 'cannot-narrow', name }],
  'scope-too-wide': [{ code: 'scope-too-wide', name, scopes: ['admin', 'repo'] }],
  'consent-needed': [
    { code: 'consent-needed', name },
    { code: 'consent-needed', name, asked: true },
  ],
  'consent-refused': (['no', 'never', 'unanswered'] as const).map((why) => ({ code: 'consent-refused', name, why })),
  'cannot-broker': [{ code: 'cannot-broker', name }],
  'broker-failed': [{ code: 'broker-failed', reason: 'EADDRNOTAVAIL' }],
  'no-such-lease': [{ code: 'no-such-lease', id: 'l-1' }],
  'no-such-grant': [{ code: 'no-such-grant', id: 'g-1' }],
  'refused-by-policy': [{ code: 'refused-by-policy', name }],
  'scan-impossible': (
    ['absent', 'not-a-place', 'no-engine', 'engine-broke', 'no-git', 'not-a-repository'] as const
  ).map((why) => ({ code: 'scan-impossible', place: '/home/me', why })),
  'scan-over': [{ code: 'scan-over' }],
  'import-unreadable': (
    [
      'absent',
      'not-a-file',
      'too-large',
      'too-many',
      'unreadable',
      'unknown-kind',
      'damaged',
      'passphrase-needed',
      'passphrase-wrong',
      'columns-needed',
      'is-a-backup',
    ] as const
  ).map((why) => ({ code: 'import-unreadable', file: '/home/me/tokens.csv', why })),
  'import-changed': [{ code: 'import-changed', file: '/home/me/tokens.csv' }],
  'export-unconfirmed': [{ code: 'export-unconfirmed', count: 12 }],
  'not-found-here': [{ code: 'not-found-here', id: '12' }],
  'take-over-failed': [{ code: 'take-over-failed', place: '/home/me/.netrc', reason: 'EROFS' }],
  'undo-impossible': (['changed', 'gone', 'unwritable'] as const).map((why) => ({
    code: 'undo-impossible',
    place: '/home/me/.netrc',
    why,
  })),
  'vault-busy': [{ code: 'vault-busy', holder: 4711 }],
  'no-window': [{ code: 'no-window' }],
  'provider-unknown': [{ code: 'provider-unknown', provider: 'githob', known: ['github', 'gitlab'] }],
  'host-refused': (['plain-http', 'not-a-url', 'needed', 'fixed'] as const).map((why) => ({
    code: 'host-refused',
    host: why === 'needed' ? '' : 'git.example.org',
    why,
  })),
  'setting-unknown': [{ code: 'setting-unknown', key: 'lead', known: ['leads'] }],
  'value-missing': [{ code: 'value-missing', name }],
  'in-use-elsewhere': [{ code: 'in-use-elsewhere', name, machine: 'laptop' }],
  'renewed-elsewhere': [{ code: 'renewed-elsewhere', name, machine: 'laptop' }],
  'renewal-in-doubt': [{ code: 'renewal-in-doubt', name, machine: 'laptop' }],
  'profile-copied': [{ code: 'profile-copied', name, machine: 'laptop' }],
  'team-silent': [{ code: 'team-silent', name, why: 'ECONNREFUSED' }],
  'backup-wrong-key': (['passphrase', 'identity'] as const).map((key) => ({ code: 'backup-wrong-key', key })),
  'backup-damaged': [{ code: 'backup-damaged', file: '/home/me/tokens.age' }],
  'backup-newer': [{ code: 'backup-newer', version: 2 }],
  'backup-unreadable': [{ code: 'backup-unreadable', file: '/home/me/tokens.age', reason: 'ENOENT' }],
  'backup-exists': [{ code: 'backup-exists', file: '/home/me/tokens.age' }],
  'backup-changed': [{ code: 'backup-changed', file: '/home/me/tokens.age' }],
  'backup-untested': [{ code: 'backup-untested', file: '/home/me/tokens.age' }],
  'backup-too-large': [{ code: 'backup-too-large', limit: 268_435_456 }],
  'backup-cancelled': [{ code: 'backup-cancelled' }],
  'backup-busy': [{ code: 'backup-busy' }],
  'backup-unset': (['folder', 'key'] as const).map((lack) => ({ code: 'backup-unset', lack })),
  refused: [{ code: 'refused' }],
  bug: [{ code: 'bug' }],
  'agent-unreachable': [{ code: 'agent-unreachable', reason: 'ECONNRESET' }],
  'agent-version': [{ code: 'agent-version', theirs: 2, ours: 1 }],
  'agent-slow': [{ code: 'agent-slow', afterMs: 10_000 }],
  'cannot-do': [
    { code: 'cannot-do', name: 'github-ci', act: 'rotate' },
    { code: 'cannot-do', name: 'github-ci', act: 'revoke', link: 'https://issuer.example/tokens' },
  ],
  'issuer-silent': [{ code: 'issuer-silent', name: 'github-ci', cause: 'timeout' }],
  'issuer-refused': [{ code: 'issuer-refused', name: 'github-ci', said: 'invalid_scope' }],
  'sign-in-needed': [{ code: 'sign-in-needed', name: 'github-ci' }],
  'outcome-lost': [{ code: 'outcome-lost', name: 'github-ci' }],
  'revocation-pending': [{ code: 'revocation-pending', name: 'github-ci' }],
  'confirm-needed': [
    { code: 'confirm-needed', name: 'github-ci', consumers: [] },
    { code: 'confirm-needed', name: 'github-ci', consumers: ['deploy', 'nightly'] },
  ],
  'target-failed': [{ code: 'target-failed', target: '/home/me/.npmrc', reason: 'EACCES' }],
  'rotation-open': [{ code: 'rotation-open', name: 'ci' }],
  'new-refused': [{ code: 'new-refused', name: 'ci' }],
  'old-lives': [{ code: 'old-lives', name: 'ci' }],
  'sign-in-failed': [{ code: 'sign-in-failed', said: 'access_denied' }],
  'sign-in-busy': [{ code: 'sign-in-busy', account: 'github-ci' }],
  'sign-in-over': [{ code: 'sign-in-over' }],
  'updates-off': (['system-package', 'plain-folder', 'no-feed', 'no-app', 'setting'] as const).map((why) => ({
    code: 'updates-off',
    why,
  })),
  'update-unreachable': [{ code: 'update-unreachable', reason: 'ENOTFOUND' }],
  'update-untrusted': (['signature', 'hash'] as const).map((why) => ({
    code: 'update-untrusted',
    version: '0.2.0',
    why,
  })),
  'update-none': [{ code: 'update-none' }],
  'agent-place-refused': (['in-use', 'foreign', 'not-a-folder', 'not-a-socket', 'unwritable'] as const).map((why) => ({
    code: 'agent-place-refused',
    place: '/run/agent.sock',
    why,
  })),
};

const states: Cases<StatusKind, TokenStatus> = {
  unchecked: [{ kind: 'unchecked' }],
  valid: [{ kind: 'valid' }],
  expiring: [{ kind: 'expiring', at: at(3 * DAY) }],
  blocked: BLOCK_CAUSES.map((why) => ({ kind: 'blocked', why })),
  expired: [{ kind: 'expired', at: at(-HOUR) }, { kind: 'expired' }],
  revoked: [{ kind: 'revoked' }],
  invalid: [{ kind: 'invalid' }],
  unknown: UNKNOWN_CAUSES.map((cause) => ({ kind: 'unknown', cause })),
  'sign-in-needed': [{ kind: 'sign-in-needed' }],
  'outcome-lost': [{ kind: 'outcome-lost' }],
  'revocation-pending': [{ kind: 'revocation-pending' }],
};

const about = { token: tokenId('id'), label: name, provider: 'GitHub', expiresAt: at(2 * DAY) };
const notices: Cases<NoticeKind['kind'], NoticeKind> = {
  expiring: [
    { kind: 'expiring', ...about, lead: hours(72) },
    { kind: 'expiring', ...about, expiresAt: at(-HOUR), lead: hours(1) },
  ],
  expired: [{ kind: 'expired', ...about, expiresAt: at(-HOUR) }],
  dead: (['revoked', 'invalid'] as const).map((state) => ({ kind: 'dead', ...about, state })),
  'sign-in': (['refused', 'answer-lost'] as const).map((why) => ({ kind: 'sign-in', ...about, why })),
  revocation: [
    { kind: 'revocation', ...about, link: 'https://issuer.example/tokens' },
    { kind: 'revocation', ...about, said: 'forbidden' },
  ],
  found: [{ kind: 'found', ...about, file: '/home/me/site/.env' }],
  backup: BACKUP_TROUBLES.map((trouble) => ({ kind: 'backup', trouble })),
  update: [true, false].map((oneWay) => ({ kind: 'update', label: name, oneWay })),
  rotation: (['answer-lost', 'new-refused', 'target-failed'] as const).map((trouble) => ({
    kind: 'rotation',
    ...about,
    trouble,
  })),
};

const warnings: Cases<TokenWarning['code'], TokenWarning> = {
  'never-expires': [{ code: 'never-expires' }],
  'expiry-unknown': [{ code: 'expiry-unknown' }],
  'expiry-implausible': [{ code: 'expiry-implausible' }],
  'owner-missing': [{ code: 'owner-missing' }],
  'too-wide': [{ code: 'too-wide', scopes: ['admin:org', 'delete_repo'] }],
  'few-uses': [{ code: 'few-uses' }],
  unrestricted: [{ code: 'unrestricted' }],
  shared: [{ code: 'shared', count: 3 }],
  'format-dead': [{ code: 'format-dead', since: at(-DAY) }],
  retiring: [{ code: 'retiring', at: at(DAY) }],
  unverified: [{ code: 'unverified', capabilities: ['check', 'rotate'] }],
  elsewhere: [{ code: 'elsewhere', machine: 'laptop' }],
  'value-missing': [{ code: 'value-missing' }],
};

const expiries: Cases<Expiry['kind'], Expiry> = {
  at: (['instant', 'date'] as const).map((precision) => ({ kind: 'at', at: at(DAY), precision, source: 'issuer' })),
  never: (['issuer', 'user', 'token'] as const).map((source) => ({ kind: 'never', source })),
  unknown: [{ kind: 'unknown' }],
};

const cleaned: { readonly [C in Cleaned]: true } = {
  'line-end': true,
  spaces: true,
  quotes: true,
  bearer: true,
  header: true,
  assignment: true,
  'byte-order-mark': true,
  'hidden-character': true,
  'line-break': true,
};

const all = <T>(cases: Readonly<Record<string, readonly T[]>>): readonly T[] => Object.values(cases).flat();

/** Calm, and complete: nothing of the program shows through. */
function expectCalm(text: string): void {
  expect(text).not.toMatch(/\b(undefined|null|NaN|oops)\b|\[object|!/);
  expect(text.trim()).toBe(text);
  expect(text).not.toBe('');
}

/** A sentence begins like one and ends like one. Names are as their owner wrote them, so they may begin it in lower case. */
function expectSentence(text: string): void {
  expectCalm(text);
  expect(text).toMatch(/\.$/);
  expect(text).toMatch(/^(?:[A-ZÄÖÜ\d]|github-ci|gnome-keyring|\/home|catalog\.json|expires)/);
}

/** A phrase stands in a row, or inside a sentence, and ends without a full stop. */
function expectPhrase(text: string): void {
  expectCalm(text);
  expect(text).not.toMatch(/\.$/);
}

const question: Question = {
  id: 'q',
  token: tokenId('id'),
  label: name,
  borrower: { tool: 'deploy', program: 'tokenkeep', pid: 7, folder: '/home/me' },
  scopes: [],
  audience: [],
  whole: false,
  askedAt: T0,
  until: at(60_000),
};
const questions: readonly (readonly [string, Partial<Question>])[] = [
  ['all of it', {}],
  ['all of it for a time', { length: hours(1) }],
  ['some of it', { scopes: ['repo:read'], length: hours(1) }],
  ['some of it, with no end', { audience: ['registry'] }],
  ['less than can be made', { scopes: ['repo:read'], whole: true }],
];

describe.each(LANGUAGES)('in %s', (language) => {
  const words = wordsIn(language);

  test.each(questions)('a question about %s says who wants what', (_what, facts) => {
    const { title, body } = words.question({ ...question, ...facts });
    expectPhrase(title);
    expect(title).toContain(name);
    expect(title).toContain(question.borrower.tool);
    expectSentence(body);
  });

  test.each([1, 2])('%i tools that wait are a line of the tray', (n) => {
    expectPhrase(words.lending.waiting(n));
    expect(words.lending.waiting(n)).toContain(String(n));
  });

  test.each(all(failures).map((failure) => [JSON.stringify(failure), failure] as const))(
    '%s says what happened, in sentences, and what to do',
    (_, failure) => {
      const { happened, todo } = words.failure(failure);
      expectSentence(happened);
      if (todo !== undefined) expectSentence(todo);
      // The fact that tells which one is meant is said.
      const telling: readonly unknown[] = [name, 'catalog.json', 4711];
      for (const fact of Object.values(failure).filter((each) => telling.includes(each))) {
        expect(happened).toContain(String(fact));
      }
    },
  );

  test.each(all(states).map((status) => [JSON.stringify(status), status] as const))('%s has a phrase', (_, status) => {
    expectPhrase(words.status({ token: aToken(), status }, T0, 'UTC'));
    const seen = aToken({ standing: looked({ kind: 'valid' }, at(-4 * 60_000)) });
    expectPhrase(words.status({ token: seen, status }, T0, 'UTC'));
  });

  test('every cause and every block has words, and a block its cure', () => {
    for (const cause of UNKNOWN_CAUSES) expectPhrase(words.cause(cause));
    for (const why of BLOCK_CAUSES) expectSentence(words.remedy({ kind: 'blocked', why }, 'GitHub') ?? '');
    for (const cause of UNKNOWN_CAUSES) expectSentence(words.remedy({ kind: 'unknown', cause }, 'GitHub') ?? '');
    for (const kind of ['expired', 'revoked', 'invalid'] as const)
      expectSentence(words.remedy({ kind }, 'GitHub') ?? '');
  });

  test('every notice has a title and a sentence below it', () => {
    for (const notice of all(notices)) {
      const { title, body } = words.notice(notice, T0, 'UTC');
      expectPhrase(title);
      expect(title).toContain(notice.label ?? '');
      expectSentence(body);
    }
    for (const count of [2, 3, 4, 12]) {
      const { title, body } = words.summary(Array.from({ length: count }, () => name));
      expectPhrase(title);
      expect(title).toContain(String(count));
      expectSentence(body);
    }
  });

  test('every warning is a sentence', () => {
    for (const warning of all(warnings)) expectSentence(words.warning(warning));
  });

  test('every kind of end, and everything that is cleaned, has a phrase', () => {
    for (const expiry of all(expiries)) expectPhrase(words.expiry(expiry, T0, 'UTC'));
    for (const what of Object.keys(cleaned) as Cleaned[]) expectPhrase(words.cleaned(what));
  });

  test('how it is known is a sentence, with an answer and without', () => {
    const token = aToken({ standing: looked({ kind: 'valid' }, at(-HOUR)) });
    expectSentence(words.evidence({ token }, T0));
    const silent = {
      misses: 1,
      latest: { verdict: { kind: 'unknown', cause: 'timeout' }, evidence: { at: T0, asked: 'GET a.test/user' } },
    } as const;
    expectSentence(words.evidence({ token: aToken({ standing: silent }) }, T0));
    expect(isoOf(T0)).toBe('2027-01-01T00:00:00Z');
  });
});

test('doubt says why, and when it was last good', () => {
  const token = aToken({ standing: looked({ kind: 'valid' }, at(-4 * 60_000)) });
  const view = { token, status: { kind: 'unknown', cause: 'offline' } } as const;
  expect(wordsIn('en').status(view, T0)).toBe("Can't tell: offline. Last good 4 minutes ago");
  expect(wordsIn('de').status(view, T0)).toBe('Nicht zu sagen: offline. Zuletzt gut vor 4 Minuten');
});

test('every setting says what may be written, in German too, and reads what it spells', () => {
  for (const key of settingKeys) {
    const { need } = settingForms[key];
    expectPhrase(need);
    expect(wordsIn('de').failure({ code: 'bad-input', field: key, need }).happened).not.toContain(need);
    const spell = settingForms[key].spell as (value: unknown) => string;
    expect(settingForms[key].parse(spell(defaultSettings[key]))).toEqual(defaultSettings[key]);
  }
});
