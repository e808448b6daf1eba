import { failed, type Result } from '../../shared/result.ts';
import type { Derive, DeriveWay } from './derive.ts';
import type { ActRefusal, Check, Facts, Issued, Judgement, Provider, Renew, Rotate } from './provider.ts';
import type { Secret } from './secret.ts';
import type { Credential } from './storage-ports.ts';

/** So much of a value's beginning is its own; where it is shorter, all of it. */
const OWN_CHARACTERS = 16;
/** Anything is in anything where the value is shorter. */
const LEAST_CHARACTERS = 6;

/**
 * A provider whose readings hold no value. Facts go into plain files, window and log, and an issuer that sends back what it was shown, as a
 * name or in an error, would have put the value there. What holds any of it is taken as not said.
 */
export function withoutEchoes(provider: Provider): Provider {
  const { check, renew, rotate, derive } = provider;
  const secret = new Set(provider.fields.filter((field) => field.secret).map(({ key }) => key));
  const within = (credential: Credential): Search => searchFor(credential, secret);
  return {
    ...provider,
    ...(check === undefined ? {} : { check: guardedCheck(check, within) }),
    ...(renew === undefined ? {} : { renew: { ...renew, read: guardedRead(renew, within) } }),
    ...(rotate === undefined ? {} : { rotate: { ...rotate, read: guardedRead(rotate, within) } }),
    ...(derive === undefined ? {} : { derive: guardedDerive(derive, within) }),
  };
}

/** Whether any of a value is in some told thing. */
type Search = (told: unknown) => boolean;
type Within = (credential: Credential) => Search;

function searchFor({ access, refresh, fields }: Credential, secret: ReadonlySet<string>): Search {
  const kept = Object.entries(fields).flatMap(([key, field]) => (secret.has(key) ? [field] : []));
  const secrets = [access, ...(refresh === undefined ? [] : [refresh]), ...kept];
  return (told) => textsIn(told).some((text) => secrets.some((one) => isIn(text, one)));
}

const isIn = (text: string, secret: Secret): boolean =>
  secret.use((value) => value.length >= LEAST_CHARACTERS && text.includes(value.slice(0, OWN_CHARACTERS)));

function textsIn(told: unknown): readonly string[] {
  if (typeof told === 'string') return [told];
  if (typeof told !== 'object' || told === null) return [];
  return Object.values(told).flatMap(textsIn);
}

function cleanFacts(facts: Facts, isEcho: Search): Facts {
  const echoed = Object.entries(facts).some(([, fact]) => isEcho(fact));
  return echoed ? Object.fromEntries(Object.entries(facts).filter(([, fact]) => !isEcho(fact))) : facts;
}

function cleanJudgement(judgement: Judgement, isEcho: Search): Judgement {
  const { said } = judgement;
  return {
    ...judgement,
    facts: cleanFacts(judgement.facts, isEcho),
    ...(said === undefined ? {} : { said: isEcho(said) ? NOT_REPEATED : said }),
  };
}

const NOT_REPEATED = 'the value itself';

function guardedCheck(check: Check, within: Within): Check {
  if (check.kind === 'offline') return check;
  return {
    ...check,
    judge: (outcome, context, credential) =>
      cleanJudgement(check.judge(outcome, context, credential), within(credential)),
  };
}

function guardedRead({ read }: Pick<Renew | Rotate, 'read'>, within: Within): Renew['read'] {
  return (outcome, credential, context) => cleanIssued(read(outcome, credential, context), credential, within);
}

function cleanIssued<I extends Issued>(
  read: Result<I, ActRefusal>,
  credential: Credential,
  within: Within,
): Result<I, ActRefusal> {
  const isOld = within(credential);
  if (!read.ok) return read.failure.kind === 'no' && isOld(read.failure.said) ? refusedAnew(read.failure) : read;
  const isNew = within(read.value.credential);
  const facts = cleanFacts(read.value.facts, (told) => isOld(told) || isNew(told));
  return { ...read, value: { ...read.value, facts } };
}

const refusedAnew = (refusal: ActRefusal & { readonly kind: 'no' }) => failed({ ...refusal, said: NOT_REPEATED });

function guardedDerive(derive: Derive, within: Within): Derive {
  return { ...derive, ways: derive.ways.map((way) => guardedWay(way, within)) };
}

function guardedWay(way: DeriveWay, within: Within): DeriveWay {
  if (way.how === 'offline-attenuate') return way;
  return {
    ...way,
    read: (outcome, credential, wanted, context) =>
      cleanIssued(way.read(outcome, credential, wanted, context), credential, within),
  };
}
