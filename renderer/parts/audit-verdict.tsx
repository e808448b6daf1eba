import type { AuditReport } from '../../shared/audit.ts';
import { useSpoken } from '../speaking.ts';
import { AuditItem } from './audit-item.tsx';

/** Whether the record is whole; or where it first is not what was written. */
export function AuditVerdict({ report }: { readonly report: AuditReport }) {
  const { state, entries, breaks, remarks, earlier = [] } = report;
  const { audit } = useSpoken().text;
  const said = {
    whole: audit.whole(entries),
    'anchor-missing': audit.anchorMissing(entries),
    broken: audit.broken(breaks[0]?.position ?? 1),
  };
  return (
    <div className={state === 'broken' ? 'tk-note tk-note-bad tk-apart' : 'tk-note tk-apart'} role="status">
      <p>{said[state]}</p>
      {breaks.map(({ kind, position, file, line }) => (
        <p key={`${kind} ${position}`} className="tk-quiet">
          {audit.breaks[kind](position)} {file !== undefined && `(${file}${line === undefined ? '' : `:${line}`})`}
        </p>
      ))}
      {earlier.map((log) => (
        <p key={log.machine} className="tk-quiet">
          {audit.earlier[log.state](log.machine, log.entries)}
        </p>
      ))}
      {remarks.length > 0 && (
        <>
          <p className="tk-quiet">{audit.remarks}</p>
          <ul>
            {remarks.map((line) => (
              <AuditItem key={line.n} line={line} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
