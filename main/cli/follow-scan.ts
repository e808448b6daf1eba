import type { ScanReport } from '../../shared/commands/scan.ts';
import type { Ask } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { askVault } from './ask-vault.ts';
import type { Context } from './context.ts';

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const alone = { code: 'agent-unreachable', reason: 'it did not start' } as const;
const CLEAR_LINE = '\r\u001b[K';

/** A search from its beginning to its end. Ctrl-C, and what else would end this process, ends the search; what was found is told. */
export async function followScan(context: Context, asked: Ask<'scan'>): Promise<Result<ScanReport, Failure>> {
  const begun = await askVault(context, 'scan', asked, { alone });
  if (!begun.ok) return begun;
  const { id } = begun.value;
  const cancel = (): void => void askVault(context, 'scanCancel', { id }, { alone });
  for (const each of ENDING_SIGNALS) process.once(each, cancel);
  try {
    return await untilDone(context, id);
  } finally {
    for (const each of ENDING_SIGNALS) process.off(each, cancel);
    progress(context, '');
  }
}

async function untilDone(context: Context, id: string): Promise<Result<ScanReport, Failure>> {
  for (;;) {
    const news = await askVault(context, 'scanNews', { id }, { alone });
    if (!news.ok) return news;
    if (news.value.kind === 'done') return succeeded(news.value.report);
    progress(context, `${news.value.files} files, ${news.value.found} found`);
  }
}

function progress({ interactive }: Context, text: string): void {
  if (interactive) process.stderr.write(`${CLEAR_LINE}${text}`);
}
