import { existsSync } from 'node:fs';
import path from 'node:path';

export const root = path.dirname(import.meta.dirname);

export const at = (...parts) => path.join(root, ...parts);

/**
 * The Node that the tools run on. The one on PATH may be older than they ask for; the `node` package
 * brings the right one, and is absent only until the first `npm ci` has ended.
 */
export function toolNode() {
  const carried = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(carried) ? carried : process.execPath;
}
