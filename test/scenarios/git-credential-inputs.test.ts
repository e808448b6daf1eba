import { expect, test } from 'vitest';
import { startLab, tk } from '../support/lab-driver.ts';

const KEPT = `not-a-password-${'0'.repeat(20)}`;
const cyrillic = 'g\u0456thub.com';

/** What no git sends, or sends only where somebody has made it. */
const inputs: readonly (readonly [name: string, input: string | Buffer])[] = [
  ['a host with a line of its own in it', 'protocol=https\nhost=evil.test\nhost=github.com\n\n'],
  ['a carriage return in the host', 'protocol=https\nhost=github.com\r\n\n'],
  ['a carriage return that begins another host', 'protocol=https\nhost=evil.test\rhost=github.com\n\n'],
  ['a zero byte in the host', 'protocol=https\nhost=github.com\u0000.evil.test\n\n'],
  ['an escape sequence in the path', 'protocol=https\nhost=github.com\npath=\u001b[2J\n\n'],
  ['a line without an equals sign', 'protocol=https\nhost\n\n'],
  ['a line with an empty key', 'protocol=https\n=github.com\n\n'],
  ['no host', 'protocol=https\n\n'],
  ['no protocol', 'host=github.com\n\n'],
  ['an empty protocol', 'protocol=\nhost=github.com\n\n'],
  ['nothing at all', ''],
  ['an empty line first', '\nprotocol=https\nhost=github.com\n\n'],
  ['a user name twice', 'protocol=https\nhost=github.com\nusername=u1\nusername=u2\n\n'],
  ['a user in the host', 'protocol=https\nhost=u1@github.com\n\n'],
  ['a path in the host', 'protocol=https\nhost=github.com/evil\n\n'],
  ['a port that is none', 'protocol=https\nhost=github.com:99999999\n\n'],
  ['an address as the host', 'protocol=https\nhost=https://github.com\n\n'],
  ['bytes that are no text', Buffer.from([0x70, 0x3d, 0xff, 0xfe, 0x0a, 0x0a])],
  ['a megabyte too much', `protocol=https\nhost=github.com\npath=${'a'.repeat(3_000_000)}\n\n`],
  ['a letter from another alphabet', `protocol=https\nhost=${cyrillic}\n\n`],
];

/** Well formed, and another place than the one that is kept. */
const elsewhere: readonly (readonly [name: string, input: string])[] = [
  ['another protocol', 'protocol=http\nhost=github.com\n\n'],
  ['another port', 'protocol=https\nhost=github.com:8443\n\n'],
  ['a host below', 'protocol=https\nhost=www.github.com\n\n'],
  ['a host that ends alike', 'protocol=https\nhost=evilgithub.com\n\n'],
  ['a host that begins alike', 'protocol=https\nhost=github.com.evil.test\n\n'],
  ['a dot at its end', 'protocol=https\nhost=github.com.\n\n'],
  ['the look-alike as DNS spells it', 'protocol=https\nhost=xn--gthub-n4a.com\n\n'],
];

test('no malformed request gets a value, harms the next one, or is quoted', { timeout: 180_000 }, async () => {
  const lab = await startLab();
  const kept = `protocol=https\nhost=github.com\nusername=u1\npassword=${KEPT}\n\n`;
  await tk(lab.home, ['git-credential', 'store'], kept);
  for (const action of ['get', 'store', 'erase']) {
    for (const [name, input] of inputs) {
      const ran = await tk(lab.home, ['git-credential', action], input);
      expect([name, action, ran.stdout, ran.status]).toEqual([name, action, '', 2]);
      expect(ran.stderr).not.toMatch(/evil|\u001b|u2/);
    }
  }
  for (const [name, input] of elsewhere) {
    const ran = await tk(lab.home, ['git-credential', 'get'], input);
    expect([name, ran.stdout, ran.status]).toEqual([name, '', 0]);
  }
  for (const [name, input] of inputs) {
    const ran = await tk(lab.home, ['docker-credential', 'store'], input);
    expect([name, ran.status, ran.stdout.includes(KEPT)]).toEqual([name, 1, false]);
  }
  const got = await tk(lab.home, ['git-credential', 'get'], 'protocol=https\nhost=GitHub.com:443\n\n');
  expect(got.stdout).toBe(`username=u1\npassword=${KEPT}\n`);
  expect((await lab.get('list', {})).tokens).toHaveLength(1);
});

test('an action that is not known is passed over in silence, as git asks', async () => {
  const lab = await startLab();
  expect(await tk(lab.home, ['git-credential', 'capability'])).toEqual({ status: 0, stdout: '', stderr: '' });
});
