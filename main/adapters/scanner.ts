import path from 'node:path';
import type { FindingFailure } from '../../shared/failure-finding.ts';
import { failed } from '../../shared/result.ts';
import type { Scanner } from '../domain/scan-ports.ts';
import { ripgrepPath } from './ripgrep.ts';
import { searchHistory, searchStaged } from './scan-git.ts';
import { ignore, ignored } from './scan-ignore.ts';
import { rootOf, topOf } from './scan-place.ts';
import { searchTree } from './scan-tree.ts';

export function createScanner(): Scanner {
  return {
    async search(where, traces, most, hooks) {
      const program = ripgrepPath();
      if (program === undefined) return impossible(where.root, 'no-engine');
      const root = await rootOf(where.root);
      if (root === undefined) return impossible(where.root, 'absent');
      if (root === 'not-a-place') return impossible(where.root, root);
      const needs = { program, traces, most, hooks };
      if (where.kind === 'tree') return searchTree(root.path, needs);
      const top = await topOf(root.isFolder ? root.path : path.dirname(root.path));
      if (typeof top !== 'string') return impossible(where.root, top.why);
      return where.kind === 'history'
        ? searchHistory({ root: top }, needs)
        : searchStaged({ root: top, index: where.index }, needs);
    },

    ignored,
    ignore,
  };
}

const impossible = (place: string, why: Extract<FindingFailure, { code: 'scan-impossible' }>['why']) =>
  failed({ code: 'scan-impossible' as const, place, why });
