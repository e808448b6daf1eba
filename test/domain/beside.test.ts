import { describe, expect, test } from 'vitest';
import { beside } from '../../main/domain/beside.ts';

const screen = { x: 0, y: 0, width: 1280, height: 800 };
const size = { width: 360, height: 460 };

describe('the small window stands', () => {
  test('below an icon at the top, in its middle', () => {
    expect(beside({ x: 600, y: 0, width: 24, height: 24 }, size, screen)).toEqual({ x: 432, y: 32 });
  });

  test('above an icon at the bottom', () => {
    expect(beside({ x: 600, y: 776, width: 24, height: 24 }, size, screen)).toEqual({ x: 432, y: 308 });
  });

  test('never over an edge of the screen that the icon is on', () => {
    expect(beside({ x: 1270, y: 0, width: 10, height: 24 }, size, screen)).toEqual({ x: 912, y: 32 });
    const second = { x: -1920, y: 0, width: 1920, height: 1080 };
    expect(beside({ x: -1915, y: 1070, width: 24, height: 10 }, size, second)).toEqual({ x: -1912, y: 602 });
  });
});
