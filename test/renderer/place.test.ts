import { describe, expect, test } from 'vitest';
import { back, further, hereIn, home, placeOf, topOf, type Place, type Trail } from '../../renderer/place.ts';
import { tokenId } from '../../shared/token.ts';

const token = tokenId('deploy');
const at = (screen: 'token' | 'edit' | 'replace'): Place => ({ screen, token });
const walk = (...places: readonly Place[]): Trail => places.reduce<Trail>(further, [home]);

describe('going back', () => {
  test('leads to where one came from', () => {
    expect(hereIn(back(walk(at('token'))))).toEqual(home);
    expect(hereIn(back(walk({ screen: 'inbox' }, at('token'))))).toEqual({ screen: 'inbox' });
  });

  test('to the list finds the row of the token again', () => {
    expect(hereIn(back(walk({ screen: 'tokens' }, at('token'))))).toEqual({ screen: 'tokens', from: token });
  });

  test('never leads to a form that is done', () => {
    const replaced = walk(home, at('replace'), at('token'));
    expect(hereIn(back(replaced))).toEqual(home);
    const edited = back(walk({ screen: 'tokens' }, at('token'), at('edit')));
    expect(hereIn(edited)).toEqual(at('token'));
    expect(hereIn(back(edited))).toEqual({ screen: 'tokens', from: token });
  });

  test('from a place that was opened from outside leads to what lies above it', () => {
    expect(hereIn(back([at('token')]))).toEqual({ screen: 'tokens', from: token });
    expect(hereIn(back([at('edit')]))).toEqual(at('token'));
    expect(hereIn(back([{ screen: 'add' }]))).toEqual(home);
  });
});

test('a place of the side bar begins anew', () => {
  expect(walk({ screen: 'tokens' }, at('token'), { screen: 'settings' })).toEqual([{ screen: 'settings' }]);
});

test('the side bar marks the list while one of its tokens is open, and nothing while one is added', () => {
  expect(topOf(at('edit'))).toBe('tokens');
  expect(topOf({ screen: 'doctor' })).toBe('doctor');
  expect(topOf({ screen: 'add' })).toBeUndefined();
});

test('a click outside leads to its token, to the inbox or home', () => {
  expect(placeOf({ kind: 'token', token })).toEqual(at('token'));
  expect(placeOf({ kind: 'inbox' })).toEqual({ screen: 'inbox' });
  expect(placeOf({ kind: 'home' })).toEqual(home);
});
