import { IconArrowsHorizontal } from '@tabler/icons-react';
import type { TokenView } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';

/** What a token may do; what is wider than most tools need carries a sign and a word, and why that matters. */
export function Scopes({ view: { token, learned } }: { readonly view: TokenView }) {
  const { text } = useSpoken();
  const wide = new Set(token.warnings.flatMap((warning) => (warning.code === 'too-wide' ? warning.scopes : [])));
  const least = learned?.least;
  return (
    <section aria-labelledby="may">
      <h2 id="may">{text.token.may}</h2>
      {token.scopes.length === 0 ? (
        <p className="tk-quiet">{text.token.mayUnknown}</p>
      ) : (
        <ul className="tk-scopes">
          {token.scopes.map((scope) => (
            <li key={scope} className={wide.has(scope) ? 'tk-wide' : undefined}>
              <code>{scope}</code>
              {wide.has(scope) && (
                <span>
                  <IconArrowsHorizontal size={14} aria-hidden="true" /> {text.token.wide}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {wide.size > 0 && <p className="tk-quiet tk-small">{text.token.wideMeans}</p>}
      {least !== undefined && least.length > 0 && (
        <p className="tk-small">
          {text.token.least} <code>{least.join(', ')}</code>
        </p>
      )}
    </section>
  );
}
