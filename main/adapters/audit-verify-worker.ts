import { parentPort, workerData } from 'node:worker_threads';
import { verifyLog, type VerifyAsk } from './audit-verify.ts';

async function work({ key, ...rest }: VerifyAsk): Promise<void> {
  // A buffer arrives as a plain array of bytes.
  const ask = { ...rest, key: Buffer.from(key) };
  const verified = await verifyLog(ask, (entries) => parentPort?.postMessage({ entries }));
  parentPort?.postMessage({ verified });
}

void work(workerData as VerifyAsk);
