import { useState } from 'react';
import type { TokenView } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useAnswer } from '../use-answer.ts';
import { AuditItem } from './audit-item.tsx';

const FEW = 8;
const MANY = 200;

/** What has happened to a token, newest first, by the audit log. Asked anew whenever something has. */
export function TokenHistory({ view }: { readonly view: TokenView }) {
  const { token } = view;
  const { text } = useSpoken();
  const [limit, setLimit] = useState(FEW);
  const answer = useAnswer('audit', { token: token.id, limit }, view);
  const lines = answer?.ok === true ? answer.value : [];
  return (
    <section aria-labelledby="history">
      <h2 id="history">{text.token.history}</h2>
      {answer?.ok === true && lines.length === 0 && <p className="tk-quiet">{text.token.historyNothing}</p>}
      <ol className="tk-history">
        {lines.map((line) => (
          <AuditItem key={line.n} line={line} of={token.id} />
        ))}
      </ol>
      {limit === FEW && lines.length === FEW && (
        <button type="button" className="tk-more" onClick={() => setLimit(MANY)}>
          {text.token.historyMore}
        </button>
      )}
    </section>
  );
}
