import { useState } from 'react';
import type { ImportKind, ImportPreview, ImportReport } from '../shared/commands/import.ts';
import type { Ask } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { useAsk } from './use-ask.ts';

/** How a file is to be read, as far as the file does not say it itself. The passphrase passes through and is not kept. */
export interface ReadHow {
  readonly from?: ImportKind | undefined;
  readonly columns?: { readonly name: string; readonly value: string } | undefined;
  readonly passphrase?: string | undefined;
}

type Source = Ask<'importPreview'>;

/** One file from the choice to the report. */
export function useImport() {
  const previewing = useAsk('importPreview');
  const importing = useAsk('importFile');
  const [source, setSource] = useState<Source>();
  const [preview, setPreview] = useState<ImportPreview>();
  const [report, setReport] = useState<ImportReport & { readonly mark: string }>();
  const [failure, setFailure] = useState<Failure>();

  const read = async (file: string, { from, columns, passphrase }: ReadHow = {}): Promise<void> => {
    const plain = { file, ...(from === undefined ? {} : { from }), ...(columns === undefined ? {} : { columns }) };
    setSource(plain);
    setReport(undefined);
    const read = await previewing.ask({ ...plain, ...(passphrase === undefined ? {} : { passphrase }) });
    setPreview(read.ok ? read.value : undefined);
    setFailure(read.ok ? undefined : read.failure);
  };

  const take = async (rows: readonly number[]): Promise<void> => {
    if (source === undefined || preview === undefined) return;
    const taken = await importing.ask({ ...source, mark: preview.mark, rows: [...rows] });
    setFailure(taken.ok ? undefined : taken.failure);
    setReport(taken.ok ? { ...taken.value, mark: preview.mark } : undefined);
    setPreview(undefined);
  };

  return { source, preview, report, failure, busy: previewing.busy || importing.busy, read, take };
}

export type Import = ReturnType<typeof useImport>;
