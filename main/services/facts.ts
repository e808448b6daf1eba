import type { Asked } from '../../shared/contract.ts';
import type { InputFailure, VaultFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { readDockerRegistry, readGitAddress, type Login } from '../../shared/login.ts';
import { parseLeads } from '../../shared/setting-forms.ts';
import { parseIso, type Instant } from '../../shared/time.ts';
import type { Expiry, Token } from '../../shared/token.ts';
import { readTarget } from '../../shared/target.ts';
import { hostOf } from '../domain/host.ts';
import { readSchedule } from '../domain/schedule.ts';
import type { Registry } from '../domain/provider.ts';

type Said = Omit<Asked<'edit'>, 'token' | 'label' | 'fields'>;
export type FactsFailure = InputFailure | Extract<VaultFailure, { code: 'provider-unknown' | 'host-refused' }>;

/** A token with what a person said of it; what was not said stays, and an empty word takes a fact away. */
export function withFacts(token: Token, said: Said, registry: Registry, now: Instant): Result<Token, FactsFailure> {
  const place = placeOf(token, said, registry);
  if (!place.ok) return place;
  const expiry = expiryOf(token, said.expires);
  if (!expiry.ok) return expiry;
  const leads = leadsOf(token, said.leads);
  if (!leads.ok) return leads;
  const upkeep = upkeepOf(token, said, now);
  if (!upkeep.ok) return upkeep;
  const read = { ...place.value, expiry: expiry.value, leads: leads.value, ...upkeep.value };
  return succeeded({ ...token, ...read, ...wordsOf(token, said) });
}

function placeOf(
  token: Token,
  said: Said,
  registry: Registry,
): Result<Pick<Token, 'provider' | 'kind' | 'host'>, FactsFailure> {
  const wanted = said.provider ?? token.provider;
  const found = registry.find(wanted);
  if (found === undefined) {
    return failed({ code: 'provider-unknown', provider: wanted, known: registry.all.map(({ id }) => id) });
  }
  const { provider, kind } = found;
  const before = provider.id === token.provider ? token : undefined;
  const host = hostOf(provider.hosts, said.host ?? before?.host);
  return host.ok ? succeeded({ provider: provider.id, kind: kind?.id ?? before?.kind, host: host.value }) : host;
}

function upkeepOf(
  token: Token,
  said: Said,
  now: Instant,
): Result<Pick<Token, 'schedule' | 'targets' | 'logins'>, InputFailure> {
  const schedule = scheduleOf(token, said.rotation, now);
  if (!schedule.ok) return schedule;
  const targets = targetsOf(token, said.targets);
  if (!targets.ok) return targets;
  const logins = loginsOf(token, said);
  if (!logins.ok) return logins;
  return succeeded({ schedule: schedule.value, targets: targets.value, logins: logins.value });
}

function loginsOf(token: Token, { git, docker }: Said): Result<Token['logins'], InputFailure> {
  const gits = readAll(git, 'git', readGitAddress, token);
  if (gits === undefined) {
    return failed({ code: 'bad-input', field: 'git', need: 'an address such as https://me@git.example/owner' });
  }
  const dockers = readAll(docker, 'docker', readDockerRegistry, token);
  if (dockers === undefined) {
    return failed({ code: 'bad-input', field: 'docker', need: 'a registry such as me@registry.example:5000' });
  }
  const all = [...gits, ...dockers];
  return succeeded(all.length === 0 ? undefined : all);
}

/** What was said takes the place of what was said before; what the tool itself brought stays. */
function readAll(
  said: readonly string[] | undefined,
  tool: Login['tool'],
  read: (text: string) => Login | undefined,
  { logins = [] }: Token,
): readonly Login[] | undefined {
  const before = logins.filter((login) => login.tool === tool);
  if (said === undefined) return before;
  const fresh = said.map(read).filter((login) => login !== undefined);
  return fresh.length === said.length ? [...before.filter(({ stored }) => stored === true), ...fresh] : undefined;
}

function wordsOf(token: Token, said: Said): Pick<Token, 'owner' | 'environment' | 'consumers' | 'policy'> {
  return {
    owner: word(said.owner, token.owner),
    environment: word(said.environment, token.environment),
    consumers: said.consumers ?? token.consumers,
    policy: said.policy ?? token.policy,
  };
}

const word = (said: string | undefined, before: string | undefined) =>
  said === undefined ? before : said === '' ? undefined : said;

function expiryOf({ expiry }: Token, text: string | undefined): Result<Expiry, InputFailure> {
  if (text === undefined) return succeeded(expiry);
  if (text === 'never') return succeeded({ kind: 'never', source: 'user' });
  if (text === '' || text === 'unknown') return succeeded({ kind: 'unknown' });
  const told = parseIso(text);
  if (told === undefined) {
    return failed({
      code: 'bad-input',
      field: 'expires',
      need: 'a date such as 2027-01-31, a time with its zone such as 2027-01-31T00:00Z, or never',
    });
  }
  return succeeded({ kind: 'at', ...told, source: 'user' });
}

function leadsOf(token: Token, text: string | undefined): Result<Token['leads'], InputFailure> {
  if (text === undefined) return succeeded(token.leads);
  if (text === 'default') return succeeded(undefined);
  const leads = parseLeads(text);
  return leads === undefined
    ? failed({ code: 'bad-input', field: 'leads', need: 'durations such as 14d,3d,1d,1h' })
    : succeeded(leads);
}

export function scheduleOf(
  token: Token,
  rule: Said['rotation'],
  now: Instant,
): Result<Token['schedule'], InputFailure> {
  if (rule === undefined) return succeeded(token.schedule);
  if (rule === null) return succeeded(undefined);
  const read = readSchedule(rule, now);
  return 'need' in read ? failed({ code: 'bad-input', field: 'rotation', need: read.need }) : succeeded(read);
}

function targetsOf(token: Token, said: Said['targets']): Result<Token['targets'], InputFailure> {
  if (said === undefined) return succeeded(token.targets);
  const targets = said.map(readTarget).filter((target) => target !== undefined);
  if (targets.length === said.length) return succeeded(targets.length === 0 ? undefined : targets);
  const need =
    'env, npmrc, netrc, json, yaml or toml:FILE#PLACE or #PLACE=FIELD, or command:PROGRAM ARGUMENTS, with full paths';
  return failed({ code: 'bad-input', field: 'targets', need });
}
