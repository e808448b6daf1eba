/** Version of the agent's wire: one line of JSON each way. No imports here, so that the CLI starts quickly. */
export const PROTOCOL = 1;
/** A request line longer than this is refused: the longest value, escaped, with room for the facts. */
export const MOST_REQUEST_BYTES = 1_048_576;

/** The longest path a Unix socket may have and still work on Linux (107) and macOS (103). */
const MOST_PATH_BYTES = 100;

export interface SocketPlace {
  readonly folder: string;
  readonly path: string;
}

/**
 * Where the agent of a vault listens: inside its home, or under a short folder of this user's own where the home's
 * path is too long for a socket; a named pipe on Windows. Derived from the home alone, so that a program started
 * with another environment finds the same one.
 */
export function socketPlace(home: string, platform: string, uid: number | undefined, tmp: string): SocketPlace {
  const mark = hashOf(home);
  if (platform === 'win32') return { folder: '', path: `\\\\.\\pipe\\tokenkeep-${mark}` };
  const near = `${home}/run`;
  if (bytesOf(`${near}/agent.sock`) <= MOST_PATH_BYTES) return { folder: near, path: `${near}/agent.sock` };
  const far = `${tmp}/tokenkeep-${uid ?? 'user'}-${mark}`;
  return { folder: far, path: `${far}/agent.sock` };
}

/** UTF-8 length; written out because a plain room has no TextEncoder. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** FNV-1a, 64 bits in two halves: tells homes apart in a path; no secret hangs on it. */
function hashOf(text: string): string {
  let [low, high] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; i += 1) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193) >>> 0;
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b) >>> 0;
  }
  return low.toString(16).padStart(8, '0') + high.toString(16).padStart(8, '0');
}
