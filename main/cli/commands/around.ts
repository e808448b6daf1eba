import type { Finding } from '../../../shared/diagnosis.ts';
import type { Notice } from '../../../shared/notice.ts';
import { instant, isoOf } from '../../../shared/time.ts';
import { noticeWords, sightWords } from '../../../shared/words.ts';
import { ago } from '../../../shared/words-time.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { exits, type Exit } from '../exit-status.ts';
import { answer, answerJson, fail, plain } from '../speak.ts';
import { table } from '../table.ts';

const width = (): number | undefined => (process.stdout.isTTY ? process.stdout.columns : undefined);

export async function notices(context: Context): Promise<Exit> {
  const kept = await askVault(context, 'notices', {});
  if (!kept.ok) return fail(kept.failure);
  if (context.json) answerJson(kept.value.map(noticeJson));
  else answer(kept.value.map(noticeLines).join(''));
  return exits.done;
}

const isoOrNull = (at: Notice['at'] | undefined): string | null => (at === undefined ? null : isoOf(at));

function noticeJson({ id, at, what, shownAt, readAt }: Notice) {
  const { title, body } = noticeWords(what, instant(Date.now()));
  const expiresAt = 'expiresAt' in what ? isoOf(what.expiresAt) : null;
  const { kind, token, label, provider } = what;
  return {
    id,
    at: isoOf(at),
    kind,
    token: token ?? null,
    name: label ?? null,
    provider: provider ?? null,
    expiresAt,
    title,
    body,
    shownAt: isoOrNull(shownAt),
    readAt: isoOrNull(readAt),
  };
}

function noticeLines({ at, what, readAt }: Notice): string {
  const now = instant(Date.now());
  const { title, body } = noticeWords(what, now);
  return `${readAt === undefined ? '*' : ' '} ${plain(`${title} (told ${ago(at, now)})`)}\n  ${plain(body)}\n`;
}

export async function settings(context: Context, key: string | undefined, value: string | undefined): Promise<Exit> {
  if (key !== undefined && value !== undefined) {
    const set = await askVault(context, 'set', { key, value });
    if (!set.ok) return fail(set.failure);
    return tellSettings(context, { [set.value.key]: set.value.value }, undefined);
  }
  const read = await askVault(context, 'settings', key === undefined ? {} : { key });
  return read.ok ? tellSettings(context, read.value, key) : fail(read.failure);
}

function tellSettings({ json }: Context, all: Readonly<Record<string, string>>, asked: string | undefined): Exit {
  if (json) answerJson(all);
  else if (asked !== undefined) answer(Object.values(all).join('\n'));
  else
    answer(
      Object.entries(all)
        .map(([key, value]) => `${key} ${value}\n`)
        .join(''),
    );
  return exits.done;
}

const STATES = { good: 'ok', poor: 'poor', bad: 'bad' } as const;

export async function doctor(context: Context): Promise<Exit> {
  const findings = await askVault(context, 'doctor', {});
  if (!findings.ok) return fail(findings.failure);
  if (context.json) answerJson(findings.value.map(findingJson));
  else answer(findings.value.map(findingLines).join(''));
  return exits.done;
}

function findingJson({ topic, state, sight }: Finding) {
  const { found, meaning = '' } = sightWords(sight);
  return { topic, state, code: sight.code === 'trouble' ? sight.failure.code : sight.code, found, meaning };
}

function findingLines({ topic, state, sight }: Finding): string {
  const { found, meaning } = sightWords(sight);
  const line = table([{ mark: STATES[state].padEnd(4), cells: [topic.padEnd(13), plain(found)] }], width());
  return meaning === undefined ? line : `${line}${' '.repeat(6)}${plain(meaning)}\n`;
}
