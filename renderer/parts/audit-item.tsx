import type { AuditLine } from '../../shared/audit.ts';
import { instant } from '../../shared/time.ts';
import { tokenId, type TokenId } from '../../shared/token.ts';
import { useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { When } from './when.tsx';

interface AuditItemProps {
  readonly line: AuditLine;
  /** The token whose own history it stands in: its name is not said again. */
  readonly of?: TokenId | undefined;
}

/** One entry: what, to which token, by whom, and when. */
export function AuditItem({ line, of }: AuditItemProps) {
  const now = useNow();
  const go = useGo();
  const { words, text } = useSpoken();
  const { act, token, label, actor, outcome, from } = line;
  const at = instant(Date.parse(line.at));
  const said = text.audit.outcomes[outcome] ?? outcome;
  return (
    <li className="tk-entry">
      <span className="tk-entry-when tk-quiet">
        <When at={at}>{words.time.ago(at, now)}</When>
      </span>
      <span className="tk-entry-what">
        {text.audit.acts[act] ?? act}
        {of === undefined && label !== undefined && (
          <>
            {': '}
            {token === undefined ? (
              label
            ) : (
              <button
                type="button"
                className="tk-link tk-link-plain"
                onClick={() => go({ screen: 'token', token: tokenId(token) })}
              >
                {label}
              </button>
            )}
          </>
        )}
        {outcome !== 'done' && <span className="tk-quiet">, {said}</span>}
      </span>
      <span className="tk-entry-who tk-quiet" title={actor}>
        {text.audit.by(actor)}
        {from !== undefined && ` · ${from}`}
      </span>
    </li>
  );
}
