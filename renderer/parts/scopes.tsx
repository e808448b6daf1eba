import { IconArrowsHorizontal } from '@tabler/icons-react';
import type { TokenView } from '../../shared/snapshot.ts';

/** What a token may do; what is wider than most tools need carries a sign and a word. */
export function Scopes({ token }: { readonly token: TokenView['token'] }) {
  if (token.scopes.length === 0) return <span className="tk-quiet">Not told by the issuer</span>;
  const wide = new Set(token.warnings.flatMap((warning) => (warning.code === 'too-wide' ? warning.scopes : [])));
  return (
    <ul className="tk-scopes">
      {token.scopes.map((scope) => (
        <li key={scope} className={wide.has(scope) ? 'tk-wide' : undefined}>
          <code>{scope}</code>
          {wide.has(scope) && (
            <span>
              <IconArrowsHorizontal size={14} aria-hidden="true" /> wide
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
