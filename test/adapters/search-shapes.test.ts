import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ripgrepPath } from '../../main/adapters/ripgrep.ts';
import { searchShapes } from '../../main/domain/search-shape.ts';
import { registry } from '../../main/providers/registry.ts';

const shapes = searchShapes(registry);
/** Where each begins in a way of its own, it is looked for by that beginning alone. */
const patterns = shapes.filter(({ starts }) => starts.length === 0);

test.each(patterns.map((shape) => [shape.rule, shape.source]))(
  'the search engine takes the shape of %s',
  (_rule, source) => {
    const { status, stderr } = spawnSync(ripgrepPath() ?? '', ['--no-unicode', '-e', source, '-'], {
      input: 'nothing of that kind\n',
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  },
);

test('most kinds that are known by their shape can be looked for', () => {
  expect(new Set(shapes.map(({ rule }) => rule)).size).toBeGreaterThan(60);
});
