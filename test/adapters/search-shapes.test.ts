import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ripgrepPath } from '../../main/adapters/ripgrep.ts';
import { searchShapes } from '../../main/domain/search-shape.ts';
import { registry } from '../../main/providers/registry.ts';

const shapes = searchShapes(registry);

test.each(shapes.map((shape) => [shape.rule, shape.source]))(
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
