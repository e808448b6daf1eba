import type {
  Doubt,
  Elsewhere,
  Ending,
  Expiry,
  Leftover,
  Schedule,
  Standing,
  Target,
  Token,
  TokenWarning,
  Tries,
  Warned,
} from '../../shared/token.ts';
import type { Login } from '../../shared/login.ts';
import { BLOCK_CAUSES, UNKNOWN_CAUSES, type Evidence, type Verdict } from '../../shared/verdict.ts';

/*
 * The schema of a token in the catalog file, by hand: ten thousand tokens are checked in a fifth of the time that the schema library takes
 * cold, and this runs at every start. Each table names every field of its type, so a field that is forgotten does not compile.
 */
type Check = (value: unknown) => boolean;
type Checks<T> = { readonly [K in keyof Required<T>]: Check };
type Case<U, K extends string, V> = Extract<U, { readonly [P in K]: V }>;

// No bounds on lengths: the file as a whole is bounded, and a token that could be written but not read back would cost the catalog.
const isText: Check = (value) => typeof value === 'string';
const isMoment: Check = (value) => Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isVault: Check = (value) => typeof value === 'string' && /^(?:personal|team:.{1,200})$/.test(value);
/** As the name of a keyring entry it has to be short and plain. */
const isId: Check = (value) => typeof value === 'string' && /^[\w.-]{1,100}$/.test(value);

const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

// Plain loops: this is the innermost of half a million looks.
function shape<T>(checks: Checks<T>): Check {
  const entries: [string, Check][] = Object.entries(checks);
  return (value) => {
    if (!isRecord(value)) return false;
    for (const entry of entries) if (!entry[1](value[entry[0]])) return false;
    return true;
  };
}

function tagged<K extends string>(tag: K, cases: Readonly<Record<string, Check>>): Check {
  const known = new Map(Object.entries(cases));
  return (value) => isRecord(value) && known.get(String(value[tag]))?.(value) === true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const isSource = oneOf('issuer', 'user', 'token');
const isTexts = listOf(isText);
const bare = shape<{ kind: string }>({ kind: isText });

const expiries: { readonly [K in Expiry['kind']]: Check } = {
  at: shape<Case<Expiry, 'kind', 'at'>>({
    kind: isText,
    at: isMoment,
    precision: oneOf('instant', 'date'),
    source: isSource,
  }),
  never: shape<Case<Expiry, 'kind', 'never'>>({ kind: isText, source: isSource }),
  unknown: bare,
};

const verdicts: { readonly [K in Verdict['kind']]: Check } = {
  valid: bare,
  blocked: shape<Case<Verdict, 'kind', 'blocked'>>({ kind: isText, why: oneOf(...BLOCK_CAUSES) }),
  expired: bare,
  revoked: bare,
  invalid: bare,
  unknown: shape<Case<Verdict, 'kind', 'unknown'>>({ kind: isText, cause: oneOf(...UNKNOWN_CAUSES) }),
};

const coded = shape<{ code: string }>({ code: isText });
const warnings: { readonly [C in TokenWarning['code']]: Check } = {
  'never-expires': coded,
  'expiry-unknown': coded,
  'expiry-implausible': coded,
  'owner-missing': coded,
  'too-wide': shape<Case<TokenWarning, 'code', 'too-wide'>>({ code: isText, scopes: isTexts }),
  'few-uses': coded,
  unrestricted: coded,
  shared: shape<Case<TokenWarning, 'code', 'shared'>>({ code: isText, count: isCount }),
  'format-dead': shape<Case<TokenWarning, 'code', 'format-dead'>>({ code: isText, since: isMoment }),
  retiring: shape<Case<TokenWarning, 'code', 'retiring'>>({ code: isText, at: isMoment }),
  unverified: shape<Case<TokenWarning, 'code', 'unverified'>>({ code: isText, capabilities: isTexts }),
  elsewhere: shape<Case<TokenWarning, 'code', 'elsewhere'>>({ code: isText, machine: isText }),
  'value-missing': coded,
};

const isEvidence = shape<Evidence>({ at: isMoment, asked: isText, status: maybe(isCount), said: maybe(isText) });

const isStanding = shape<Standing>({
  lastGood: maybe(isEvidence),
  latest: maybe(shape<NonNullable<Standing['latest']>>({ verdict: tagged('kind', verdicts), evidence: isEvidence })),
  misses: isCount,
  checkNotBefore: maybe(isMoment),
  signInNeeded: maybe(isMoment),
  outcomeLostAt: maybe(isMoment),
  doubt: maybe(shape<Doubt>({ expiresAt: isMoment, seenAt: isMoment })),
});

const schedules: { readonly [K in Schedule['kind']]: Check } = {
  every: shape<Case<Schedule, 'kind', 'every'>>({ kind: isText, every: isCount, since: isMoment }),
  cron: shape<Case<Schedule, 'kind', 'cron'>>({ kind: isText, cron: isText, zone: isText, since: isMoment }),
};

const filed = shape<Extract<Target, { path: string }>>({
  kind: isText,
  file: isText,
  path: isText,
  field: maybe(isText),
});
const targets: { readonly [K in Target['kind']]: Check } = {
  env: shape<Case<Target, 'kind', 'env'>>({ kind: isText, file: isText, key: isText, field: maybe(isText) }),
  npmrc: shape<Case<Target, 'kind', 'npmrc'>>({ kind: isText, file: isText, key: isText, field: maybe(isText) }),
  netrc: shape<Case<Target, 'kind', 'netrc'>>({ kind: isText, file: isText, machine: isText, field: maybe(isText) }),
  json: filed,
  yaml: filed,
  toml: filed,
  command: shape<Case<Target, 'kind', 'command'>>({ kind: isText, argv: isTexts, field: maybe(isText) }),
};

const tries = { misses: isCount, notBefore: maybe(isMoment) };
const isEnding = shape<Ending>({
  ...tries,
  since: isMoment,
  askedAt: maybe(isMoment),
  overdue: maybe(oneOf(true, false)),
});
const isLeftover = shape<Leftover>({ ...tries, slot: isId, since: isMoment });

const isLogin = shape<Login>({
  tool: oneOf('git', 'docker'),
  server: isText,
  path: maybe(isText),
  username: maybe(isText),
  stored: maybe(oneOf(true, false)),
  refusedAt: maybe(isMoment),
});

const checkToken = shape<Token>({
  id: isId,
  vault: isVault,
  label: isText,
  provider: isText,
  kind: maybe(isText),
  host: maybe(isText),
  subject: maybe(isText),
  owner: maybe(isText),
  environment: maybe(isText),
  consumers: isTexts,
  audience: isTexts,
  scopes: isTexts,
  addedAt: isMoment,
  issuedAt: maybe(isMoment),
  expiry: tagged('kind', expiries),
  leads: maybe(listOf(isCount)),
  policy: maybe(oneOf('ask', 'open', 'deny')),
  standing: isStanding,
  warned: maybe(shape<Warned>({ expiresAt: isMoment, lead: isCount, at: isMoment })),
  snoozedUntil: maybe(isMoment),
  hasRefresh: maybe(oneOf(true, false)),
  renewable: maybe(oneOf(true, false)),
  refreshExpiresAt: maybe(isMoment),
  renewing: maybe(shape<Tries>(tries)),
  schedule: maybe(tagged('kind', schedules)),
  rotatedAt: maybe(isMoment),
  issuerId: maybe(isText),
  targets: maybe(listOf(tagged('kind', targets))),
  logins: maybe(listOf(isLogin)),
  elsewhere: maybe(shape<Elsewhere>({ machine: isText, since: isMoment })),
  ending: maybe(isEnding),
  leftovers: maybe(listOf(isLeftover)),
  digest: isText,
  fields: isTexts,
  warnings: listOf(tagged('code', warnings)),
});

export function isToken(value: unknown): value is Token {
  return checkToken(value);
}

export const isTokenId = isId;
