import { Button } from '@mantine/core';
import { IconFileExport, IconShieldCheck } from '@tabler/icons-react';
import type { AuditReport } from '../../shared/audit.ts';
import type { Ask } from '../../shared/contract.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { saveText } from '../save-text.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

interface AuditToolsProps {
  readonly wanted: Ask<'auditExport'>;
  readonly onReport: (report: AuditReport) => void;
}

export function AuditTools({ wanted, onReport }: AuditToolsProps) {
  const { audit } = useSpoken().text;
  const report = useReport();
  const verifying = useAsk('auditVerify');
  const exporting = useAsk('auditExport');
  const verify = async (): Promise<void> => {
    const verified = await verifying.ask({});
    if (verified.ok) onReport(verified.value);
    else report(wentWrong(verified.failure));
  };
  const exportAll = async (): Promise<void> => {
    const exported = await exporting.ask(wanted);
    if (!exported.ok) return report(wentWrong(exported.failure));
    saveText('tokenkeep-audit.jsonl', exported.value.text);
    report(wentWell(audit.exported(exported.value.entries), audit.exportedKey(exported.value.publicKey)));
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} />}
        loading={verifying.busy}
        onClick={() => void verify()}
      >
        {audit.verify}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileExport size={16} />}
        loading={exporting.busy}
        onClick={() => void exportAll()}
      >
        {audit.export}
      </Button>
    </>
  );
}
