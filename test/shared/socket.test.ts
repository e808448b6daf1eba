import { expect, test } from 'vitest';
import { socketPlace } from '../../shared/socket.ts';

test('the socket lies in the home of the vault', () => {
  expect(socketPlace('/home/me/.local/share/tokenkeep', 'linux', 1000, '/tmp')).toEqual({
    folder: '/home/me/.local/share/tokenkeep/run',
    path: '/home/me/.local/share/tokenkeep/run/agent.sock',
  });
});

test('a home too long for a socket gets a short path of its own, counted in bytes', () => {
  const long = socketPlace(`/home/${'x'.repeat(150)}`, 'linux', 1000, '/tmp');
  const umlauts = socketPlace(`/home/${'ä'.repeat(50)}`, 'linux', 1000, '/tmp');
  for (const place of [long, umlauts]) {
    expect(place.path).toMatch(/^\/tmp\/tokenkeep-1000-[0-9a-f]{16}\/agent\.sock$/);
    expect(Buffer.byteLength(place.path)).toBeLessThan(103);
  }
  expect(long.path).not.toBe(umlauts.path);
});

test('Windows gets a named pipe, one for each home', () => {
  const pipe = (home: string) => socketPlace(home, 'win32', undefined, '').path;
  expect(pipe('C:\\Users\\me')).toMatch(/^\\\\\.\\pipe\\tokenkeep-[0-9a-f]{16}$/);
  expect(pipe('C:\\Users\\me')).not.toBe(pipe('C:\\Users\\you'));
});
