const MOST_BYTES = 2 * 1_048_576;
const WAIT_MS = 3000;

/** What a tool writes to standard input, up to its end or to where `isWhole` says; undefined where it is too much, or no text. A tool that falls silent is not waited for. */
export async function readRequest(isWhole: (text: string) => boolean = () => false): Promise<string | undefined> {
  const timer = setTimeout(() => process.stdin.destroy(), WAIT_MS);
  try {
    const read = await readBytes(isWhole);
    return read === undefined ? undefined : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(read);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function readBytes(isWhole: (text: string) => boolean): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    if (isWhole(Buffer.concat(chunks).toString('latin1'))) break;
  }
  return Buffer.concat(chunks);
}
