import { Button } from '@mantine/core';
import { useState } from 'react';
import { AuditFilters, everything, sinceOf, type AuditFilter } from '../parts/audit-filters.tsx';
import { AuditItem } from '../parts/audit-item.tsx';
import { AuditTools } from '../parts/audit-tools.tsx';
import { AuditVerdict } from '../parts/audit-verdict.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Page } from '../parts/page.tsx';
import { useSpoken } from '../speaking.ts';
import type { AuditReport } from '../../shared/audit.ts';
import { useAnswer } from '../use-answer.ts';

const STEP = 100;

/** Who did what with which token, and whether that record is whole. */
export function Audit() {
  const { text } = useSpoken();
  const [filter, setFilter] = useState<AuditFilter>(everything);
  const [limit, setLimit] = useState(STEP);
  const [report, setReport] = useState<AuditReport>();
  const wanted = wantedOf(filter);
  const answer = useAnswer('audit', { ...wanted, limit });
  const lines = answer?.ok === true ? answer.value : [];
  return (
    <Page title={text.frame.screens.audit} aside={<AuditTools wanted={wanted} onReport={setReport} />}>
      {report !== undefined && <AuditVerdict report={report} />}
      <AuditFilters filter={filter} onChange={(part) => setFilter((before) => ({ ...before, ...part }))} />
      {answer?.ok === false && <FailureNote failure={answer.failure} />}
      {answer?.ok === true && lines.length === 0 && <NoLines isFiltered={Object.keys(wanted).length > 0} />}
      <ul className="tk-entries" aria-label={text.audit.list}>
        {lines.map((line) => (
          <AuditItem key={line.n} line={line} />
        ))}
      </ul>
      {lines.length === limit && (
        <Button variant="default" mt={16} onClick={() => setLimit(limit + STEP)}>
          {text.audit.more}
        </Button>
      )}
    </Page>
  );
}

function NoLines({ isFiltered }: { readonly isFiltered: boolean }) {
  const { text } = useSpoken();
  return <p className="tk-calm">{isFiltered ? text.audit.noneFound : text.audit.none}</p>;
}

function wantedOf({ token, act, actor, since }: AuditFilter) {
  const sinceText = sinceOf(since);
  return {
    ...(token.trim() !== '' && { token: token.trim() }),
    ...(act !== '' && { act }),
    ...(actor.trim() !== '' && { actor: actor.trim() }),
    ...(sinceText !== undefined && { since: sinceText }),
  };
}
