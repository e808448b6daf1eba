import { useEffect, useRef, useState } from 'react';
import type { ScanReport } from '../shared/commands/scan.ts';
import type { Ask } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { bridge } from './bridge.ts';

export interface Far {
  readonly files: number;
  readonly found: number;
}

/** A search from its beginning to its report. It ends with the screen. */
export function useScan() {
  const [far, setFar] = useState<Far>();
  const [report, setReport] = useState<ScanReport>();
  const [failure, setFailure] = useState<Failure>();
  const running = useRef<string>(undefined);
  const cancel = (): void => {
    if (running.current !== undefined) void bridge.ask('scanCancel', { id: running.current });
  };
  useEffect(() => cancel, []);

  const start = async (wanted: Ask<'scan'>): Promise<void> => {
    setFar({ files: 0, found: 0 });
    setReport(undefined);
    setFailure(undefined);
    const begun = await bridge.ask('scan', wanted);
    const ended = begun.ok ? await follow(begun.value.id) : begun;
    running.current = undefined;
    setFar(undefined);
    if (ended.ok) setReport(ended.value);
    else setFailure(ended.failure);
  };

  async function follow(id: string) {
    running.current = id;
    for (;;) {
      const news = await bridge.ask('scanNews', { id });
      if (!news.ok) return news;
      if (news.value.kind === 'done') return { ok: true, value: news.value.report } as const;
      setFar(news.value);
    }
  }

  return { far, report, failure, start, cancel, setReport };
}
