const MOST_BYTES = 2 * 1_048_576;
const WAIT_MS = 3000;

interface How {
  /** Where more may come, and is not waited for. */
  readonly isWhole?: (text: string) => boolean;
  /** Waits for as long as it takes; else whoever falls silent is not waited for. */
  readonly patient?: boolean;
}

/** What comes on standard input, up to its end or to where it is whole; undefined where it is too much, or no text. */
export async function readRequest({ isWhole = () => false, patient = false }: How = {}): Promise<string | undefined> {
  const timer = patient ? undefined : setTimeout(() => process.stdin.destroy(), WAIT_MS);
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
