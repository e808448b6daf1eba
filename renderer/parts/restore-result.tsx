import type { RestoreReport } from '../../shared/commands/backup.ts';
import { useSpoken } from '../speaking.ts';
import { ClaimToken } from './claim-token.tsx';

const MOST_NAMED = 200;

/** What came back, what was left and why, and what waits for a person. */
export function RestoreResult({ report }: { readonly report: RestoreReport }) {
  const { restore: text } = useSpoken().text.backup;
  const { added, changed, same, left, elsewhere, machine } = report;
  return (
    <div className="tk-report" role="status">
      <p>
        <strong>{text.restored(added.length + changed.length)}</strong> {same > 0 && text.alike(same)}
      </p>
      {left.slice(0, MOST_NAMED).map(({ name, why }) => (
        <p key={name} className="tk-quiet">
          {text.left(name, why)}
        </p>
      ))}
      {elsewhere.length > 0 && (
        <>
          <p>{text.waits(machine)}</p>
          <ul className="tk-items" aria-label={text.waits(machine)}>
            {elsewhere.slice(0, MOST_NAMED).map((label) => (
              <li key={label} className="tk-item">
                <div className="tk-item-words">
                  <p>
                    <strong>{label}</strong>
                  </p>
                </div>
                <ClaimToken token={label} label={label} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
