import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { MACHINE_FILE } from './fake-machine.ts';
import { gitlabValue, serveGitlab } from './issuers/gitlab.ts';
import type { Loopback, Seen } from './issuers/loopback.ts';
import { overlapKey, serveOverlap } from './issuers/overlap.ts';
import { freshHome, startLab } from './lab-driver.ts';
import { DAY } from './tokens.ts';

export type Family = 'replace' | 'overlap';

interface Issuer extends Loopback {
  lives(value: string): boolean;
  readonly old: string;
  readonly fresh: string;
}

/** What is left of a rotation that was killed at some moment, once its vault has run again for two days. */
export interface Story {
  /** How long after the command it was killed. */
  readonly killedAfterMs: number;
  /** Requests for a new value, by the issuer's log. */
  readonly rotations: number;
  /** The new value had reached the keyring when it was killed. */
  readonly wasKept: boolean;
  readonly value: string;
  readonly valueLives: boolean;
  readonly isNew: boolean;
  readonly state: string;
  /** The old value was asked to die before the new one had been shown and taken. */
  readonly retiredUnproven: boolean;
  readonly oldLives: boolean;
  readonly leftovers: number;
  /** Values in the keyring beside the token's own. */
  readonly slots: readonly string[];
}

async function serve(family: Family): Promise<Issuer> {
  if (family === 'overlap') {
    const issuer = await serveOverlap();
    return { ...issuer, lives: (value) => issuer.keys.has(value), old: overlapKey(1), fresh: overlapKey(2) };
  }
  const issuer = await serveGitlab();
  const [old, fresh] = [gitlabValue(1), gitlabValue(2)];
  issuer.tokens.set(old, { userId: 7, scopes: ['api'], expiresAt: '2027-12-01' });
  const lives = (value: string) => issuer.tokens.has(value) && issuer.tokens.get(value)?.state === undefined;
  return { ...issuer, lives, old, fresh };
}

/** Rotates in a process of its own, kills it after a while (undefined: lets it come to its end), and lets another one go on. */
export async function killRotation(
  family: Family,
  killAfterMs: number | undefined,
): Promise<Story & { readonly tookMs: number }> {
  const issuer = await serve(family);
  onTestFinished(issuer.close);
  const home = freshHome();
  const first = await startLab({ home });
  const pasted = { kind: 'value', text: issuer.old } as const;
  await first.get('add', { label: 'ci', pasted, host: issuer.base });
  const begun = performance.now();
  const rotating = first.ask('rotate', { token: 'ci', confirmed: true }).catch(() => undefined);
  await (killAfterMs === undefined ? rotating : pause(killAfterMs));
  const killedAfterMs = performance.now() - begun;
  await first.kill();
  await rotating;
  const wasKept = isKept(home, issuer.fresh);
  const second = await startLab({ home });
  await second.send({ advance: 2 * DAY });
  const { token, status } = await second.get('show', { token: 'ci' });
  // A value that is known to be dead is not handed out; then it is the old one.
  const lent = await second.ask('get', { token: 'ci' });
  const value = lent.ok ? lent.value.value : issuer.old;
  const story: Story = {
    killedAfterMs,
    rotations: issuer.seen.filter(({ method }) => method === 'POST').length,
    wasKept,
    value,
    valueLives: issuer.lives(value),
    isNew: value === issuer.fresh,
    state: status.kind,
    retiredUnproven: isRetiredUnproven(issuer),
    oldLives: issuer.lives(issuer.old),
    leftovers: token.leftovers?.length ?? 0,
    slots: slotsIn(home),
  };
  await second.end();
  return { ...story, tookMs: killedAfterMs };
}

function isRetiredUnproven({ seen, fresh }: Issuer): boolean {
  const isProof = ({ method, headers }: Seen) =>
    method === 'GET' && Object.values(headers).some((header) => header.includes(fresh));
  const ended = seen.findIndex(({ method }) => method === 'DELETE');
  const proven = seen.findIndex(isProof);
  return ended !== -1 && (proven === -1 || proven > ended);
}

const entriesIn = (home: string): Readonly<Record<string, string>> =>
  (JSON.parse(readFileSync(join(home, MACHINE_FILE), 'utf8')) as { readonly entries: Record<string, string> }).entries;

const plain = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');

/** A value is kept once its pointer names the pieces that it is in. */
function isKept(home: string, value: string): boolean {
  const entries = entriesIn(home);
  return Object.entries(entries).some(([name, text]) => {
    const [, id = '', generation] = /^(.*)\.g(\d+)\.\d+$/.exec(name) ?? [];
    const pointer = entries[id];
    return (
      plain(text).includes(value) && pointer !== undefined && plain(pointer).includes(`"generation":${generation},`)
    );
  });
}

const slotsIn = (home: string): readonly string[] =>
  Object.keys(entriesIn(home)).filter((name) => /\.(?:new|old)/.test(name));
