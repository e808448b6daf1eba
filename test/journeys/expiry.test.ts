import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { createKeyring } from '../../main/adapters/keyring.ts';
import { trayView } from '../../main/domain/tray-view.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Result } from '../../shared/result.ts';
import { applyChange, type Snapshot } from '../../shared/snapshot.ts';
import { duration } from '../../shared/time.ts';
import { filesBelow, formsIn } from '../support/canary.ts';
import { serveGithub } from '../support/issuers/github.ts';
import { freshHome } from '../support/lab-driver.ts';
import { fakeValue } from '../support/lab-tokens.ts';
import { openLabVault } from '../support/lab-vault.ts';
import { at, DAY, HOUR, MINUTE, T0 } from '../support/tokens.ts';

const VALUE = fakeValue(1);

function given<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(`answered ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** The vault on this session's own keyring and on real files, with the picture followed as a window follows it. */
async function openJourney(home: string, start = T0) {
  const secrets = createKeyring({ service: 'tokenkeep-journey' });
  const lab = given(await openLabVault({ home, start, keyring: 'absent', notifier: 'ok', clipboard: 'ok', secrets }));
  onTestFinished(async () => lab.end());
  let picture: Snapshot | undefined;
  lab.vault.watch((message) => (picture = applyChange(picture, message)));
  await lab.vault.start();
  const rest = () => lab.vault.settled();
  await lab.clock.ring(rest);
  return {
    ...lab,
    secrets,
    advance: (ms: number) => lab.clock.advance(duration(ms), rest),
    /** As the tray shows it now: the icon's face, and the row of the token. */
    tray() {
      if (picture === undefined) throw new Error('nothing was drawn');
      const { face, items } = trayView(picture, lab.clock.now());
      return { face, row: items.find((item) => item.kind === 'submenu')?.label };
    },
  };
}

test('a token goes in, its state stands in the tray, and its owner is warned before it ends', async () => {
  const home = freshHome();
  const github = await serveGithub();
  onTestFinished(() => github.close());
  github.tokens.set(VALUE, { login: 'octo', scopes: 'repo', expires: '2027-01-31 00:00:00 UTC' });
  const app = await openJourney(home);
  expect(app.vault.snapshot().keyring.kind).toBe('ok');

  const pasted = { kind: 'value', text: `export GITHUB_TOKEN="${VALUE}"\n`, exact: false, confirmed: false } as const;
  const added = given(await app.vault.handlers.add({ label: 'ci_& deploy', pasted, host: github.base }));
  const { id } = added.view.token;
  onTestFinished(async () => void (await app.secrets.delete(id)));
  expect(added.cleaned).toEqual(expect.arrayContaining(['assignment', 'quotes', 'line-end']));
  expect(added.view).toMatchObject({ status: { kind: 'valid' }, token: { subject: 'octo', scopes: ['repo'] } });
  await app.advance(2000);
  expect(app.tray()).toMatchObject({ face: 'well', row: expect.stringContaining('ci_& deploy') });

  await app.advance(16 * DAY);
  expect(app.notifier.shown).toMatchObject([{ at: at(16 * DAY), toast: { kind: 'expiring', token: id } }]);
  expect(app.notifier.shown[0]?.toast.title).toContain('14 days');
  expect(app.tray()).toMatchObject({ face: 'coming' });
  // The issuer was asked by itself, time and again, with the value from the keyring.
  expect(github.seen.length).toBeGreaterThan(16 * 3);
  await app.end();

  const next = await openJourney(home, at(16 * DAY + HOUR));
  expect(next.vault.snapshot().notices).toHaveLength(1);
  await next.advance(14 * DAY);
  expect(next.notifier.shown.map(({ toast }) => toast.kind)).toEqual(['expiring', 'expiring', 'expiring', 'expired']);
  await next.advance(MINUTE);
  expect(next.tray()).toMatchObject({ face: 'dead', row: expect.stringContaining('Expired') });

  const audit = given(
    await next.vault.agent({ pid: 1, program: 'test', folder: '/', interactive: false }).audit({ limit: 1000 }),
  );
  expect(audit.filter(({ act }) => act === 'warn')).toHaveLength(5);
  expect(filesBelow(home).filter((path) => formsIn(readFileSync(path), VALUE).length > 0)).toEqual([]);
  expect(given(await next.vault.handlers.forget({ token: 'ci_& deploy' }))).toEqual({
    label: 'ci_& deploy',
    provider: 'GitHub',
  });
  expect(given(await next.secrets.get(id))).toBeUndefined();
});
