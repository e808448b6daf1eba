import type { Answers, Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { settingForms, settingKeys } from '../../shared/setting-forms.ts';
import { settingsSchema, type SettingKey } from '../../shared/settings.ts';
import { duration, later, seconds, type Instant } from '../../shared/time.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import type { Token } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { AuditEntry, Credential } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { scheduleOf, withFacts } from './facts.ts';
import { runsAfter } from '../domain/schedule.ts';
import { fieldFacts, partsOf } from './fields.ts';
import { named } from './naming.ts';
import type { Picture } from './picture.ts';
import { knownNow } from './new-token.ts';

type By = Pick<AuditEntry, 'act' | 'actor'>;

export interface Editing {
  edit(input: Asked<'edit'>, actor: string): Promise<Result<TokenView, Failure>>;
  schedule(input: Asked<'schedule'>, actor: string): Promise<Result<Answers['schedule'], Failure>>;
  snooze(input: Asked<'snooze'>, actor: string): Promise<Result<TokenView, Failure>>;
  set(input: Asked<'set'>, actor: string): Promise<Result<{ key: string; value: string }, Failure>>;
  /** Every setting, or the one named, as a person writes it. */
  spelled(key: string | undefined): Result<Readonly<Record<string, string>>, Failure>;
}

type Needs = Pick<Ports, 'clock' | 'secrets' | 'catalog' | 'settings' | 'audit'> & {
  readonly registry: Registry;
  readonly picture: Picture;
  changed(): void;
};

/** Changes what is known of a token, and the settings. The value itself is not touched here. */
export function createEditing({
  clock,
  secrets,
  catalog,
  settings,
  audit,
  registry,
  picture,
  changed,
}: Needs): Editing {
  async function change(token: Token, by: By, next: (token: Token) => Token): Promise<Result<TokenView, Failure>> {
    const kept = await catalog.change(token.id, next);
    if (!kept.ok) return kept;
    await audit.append({ at: clock.now(), ...by, token: token.id, label: token.label, outcome: 'done' });
    changed();
    return succeeded(picture.view(catalog.get(token.id) ?? token));
  }

  async function putFields(token: Token, fields: Readonly<Record<string, string>>): Promise<Result<void, Failure>> {
    const kept = await secrets.get(token.id);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return failed({ code: 'value-missing', name: token.label });
    const before = kept.value.credential;
    const given = partsOf(fields);
    const credential: Credential = { ...before, ...given, fields: { ...before.fields, ...given.fields } };
    const put = await secrets.put(token.id, credential, kept.value.generation);
    return put.ok ? succeeded(undefined) : put;
  }

  return {
    async edit({ token: name, label, fields, ...said }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const token = found.value;
      const taken =
        label !== undefined && catalog.list().some((other) => other.label === label && other.id !== token.id);
      if (taken) return failed({ code: 'name-taken', name: label });
      const now = clock.now();
      const edited = withFacts(token, said, registry, now);
      if (!edited.ok) return edited;
      const put = fields === undefined ? succeeded(undefined) : await putFields(token, fields);
      if (!put.ok) return put;
      return change(token, { act: 'edit', actor }, (newest) => {
        // Of the newest: it may have been renewed while its fields were put.
        const told = withFacts(newest, said, registry, now);
        const next = {
          ...(told.ok ? told.value : newest),
          label: label ?? newest.label,
          ...givenFacts(newest, fields, now),
        };
        const moved = said.expires !== undefined && next.expiry !== newest.expiry;
        return moved ? knownNow({ ...next, warned: undefined }, now, settings.get().leads) : next;
      });
    },

    async schedule({ token: name, rule, preview = false }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const now = clock.now();
      const schedule = scheduleOf(found.value, rule, now);
      if (!schedule.ok) return schedule;
      const next = schedule.value === undefined ? [] : runsAfter(schedule.value, now, 3);
      if (preview) return succeeded({ view: picture.view(found.value), next });
      const by = { act: 'schedule', actor };
      const kept = await change(found.value, by, (token) => ({ ...token, schedule: schedule.value }));
      return kept.ok ? succeeded({ view: kept.value, next }) : kept;
    },

    async snooze({ token: name, forMs }, actor) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const until = later(clock.now(), duration(forMs));
      return change(found.value, { act: 'snooze', actor }, (token) => ({ ...token, snoozedUntil: until }));
    },

    async set({ key, value }, actor) {
      if (!isSetting(key)) return failed({ code: 'setting-unknown', key, known: settingKeys });
      const form = settingForms[key];
      const read = form.parse(value.trim());
      // Off is null. Undefined is what cannot be read, and would be filled with the default.
      const tried = settingsSchema.safeParse({ ...settings.get(), [key]: read === undefined ? {} : read });
      if (!tried.success) return failed({ code: 'bad-input', field: key, need: form.need });
      const kept = await settings.put(tried.data);
      if (!kept.ok) return kept;
      await audit.append({ at: clock.now(), act: 'set', label: key, actor, outcome: 'done' });
      changed();
      return succeeded({ key, value: spell(tried.data, key) });
    },

    spelled(key) {
      if (key !== undefined && !isSetting(key)) return failed({ code: 'setting-unknown', key, known: settingKeys });
      const keys = key === undefined ? settingKeys : [key];
      return succeeded(Object.fromEntries(keys.map((one) => [one, spell(settings.get(), one)])));
    },
  };
}

/** With what it is renewed by given anew, nothing stands in the way of its renewal any more. A moment yet to come wakes the heartbeat. */
function givenFacts(token: Token, fields: Readonly<Record<string, string>> = {}, now: Instant): Partial<Token> {
  const facts = fieldFacts(fields, token.fields);
  if (Object.keys(fields).length === 0) return facts;
  const renewing = token.renewing === undefined ? undefined : { misses: 0, notBefore: later(now, seconds(1)) };
  if (facts.hasRefresh !== true) return { ...facts, renewing };
  const standing = { ...token.standing, signInNeeded: undefined, outcomeLostAt: undefined };
  return { ...facts, standing, renewing };
}

const isSetting = (key: string): key is SettingKey => (settingKeys as readonly string[]).includes(key);

function spell<K extends SettingKey>(settings: Snapshot['settings'], key: K): string {
  return settingForms[key].spell(settings[key]);
}
