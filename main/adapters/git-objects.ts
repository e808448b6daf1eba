import { startGit, type GitPlace } from './git-call.ts';

export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly size: number;
}

const LINE_END = 0x0a;

/** Every object that the repository still holds on this machine: packed or loose, reachable or not. */
export async function listObjects(place: GitPlace): Promise<readonly GitObject[] | undefined> {
  const child = startGit(place, [
    'cat-file',
    '--batch-all-objects',
    '--unordered',
    '--batch-check=%(objectname) %(objecttype) %(objectsize)',
  ]);
  child.stdin.end();
  const ended = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
  const objects: GitObject[] = [];
  let rest = '';
  for await (const part of child.stdout.setEncoding('latin1') as AsyncIterable<string>) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [id = '', type = '', size = ''] = line.split(' ');
      objects.push({ id, type, size: Number(size) });
    }
  }
  return (await ended) ? objects : undefined;
}

/** The contents of objects, one after another. `take` is waited for; false ends it. */
export async function readObjects(
  place: GitPlace,
  ids: readonly string[],
  take: (id: string, bytes: Buffer) => Promise<boolean>,
): Promise<void> {
  const child = startGit(place, ['cat-file', '--batch']);
  child.on('error', () => undefined);
  child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  const reader = createReader(child.stdout);
  for (;;) {
    const head = await reader.line();
    if (head === undefined) break;
    const [id = '', type = '', size = ''] = head.split(' ');
    // `ID missing`: a part that was never fetched.
    if (type === 'missing' || size === '') continue;
    const bytes = await reader.take(Number(size) + 1);
    if (bytes === undefined || !(await take(id, bytes.subarray(0, -1)))) break;
  }
  child.kill('SIGKILL');
}

/** Takes lines and counted bytes off a stream in turn. */
function createReader(stream: AsyncIterable<Buffer>) {
  const parts = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await parts.next();
    if (next.done === true) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  }

  return {
    async line(): Promise<string | undefined> {
      for (let end = held.indexOf(LINE_END); ; end = held.indexOf(LINE_END)) {
        if (end !== -1) {
          const line = held.toString('latin1', 0, end);
          held = held.subarray(end + 1);
          return line;
        }
        if (!(await more())) return undefined;
      }
    },
    async take(count: number): Promise<Buffer | undefined> {
      const taken: Buffer[] = [];
      let size = 0;
      while (size < count) {
        if (held.length === 0 && !(await more())) return undefined;
        const part = held.subarray(0, count - size);
        held = held.subarray(part.length);
        size += part.length;
        taken.push(part);
      }
      return Buffer.concat(taken, count);
    },
  };
}
