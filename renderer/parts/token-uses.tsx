import { IconEye, IconFile, IconUser } from '@tabler/icons-react';
import type { Use } from '../../shared/lease.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Target } from '../../shared/token.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { IssuerMark } from './issuer-mark.tsx';

const placeOf = ({ repo, folder, host }: Use): string => [repo ?? folder, host].filter(Boolean).join(', ');
const targetName = (target: Target): string => (target.kind === 'command' ? target.argv.join(' ') : target.file);

/** From the token to everything that is known to use it: told by a person, seen by itself, written when it rotates. */
export function TokenUses({ view: { token, learned } }: { readonly view: TokenView }) {
  const now = useNow();
  const { words, text } = useSpoken();
  const uses = [...(learned?.uses ?? [])].sort((a, b) => b.lastAt - a.lastAt);
  const targets = token.targets ?? [];
  const none = token.consumers.length + uses.length + targets.length === 0;
  return (
    <section aria-labelledby="uses">
      <h2 id="uses">{text.token.uses}</h2>
      {none ? (
        <p className="tk-quiet">{text.token.usesNothing}</p>
      ) : (
        <div className="tk-graph">
          <p className="tk-graph-root">
            <IssuerMark provider={token.provider} /> {token.label}
          </p>
          <ul>
            {token.consumers.map((consumer) => (
              <li key={`told ${consumer}`}>
                <IconUser size={16} aria-hidden="true" />
                <span>{consumer}</span>
                <span className="tk-quiet tk-small">{text.token.told}</span>
              </li>
            ))}
            {uses.map((use) => (
              <li key={`seen ${use.tool} ${placeOf(use)}`}>
                <IconEye size={16} aria-hidden="true" />
                <span>{use.tool}</span>
                <span className="tk-quiet tk-small" title={words.time.exact(use.lastAt)}>
                  {[placeOf(use), text.token.seen(words.time.ago(use.lastAt, now))].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
            {targets.map((target) => (
              <li key={`target ${targetName(target)}`}>
                <IconFile size={16} aria-hidden="true" />
                <span>{targetName(target)}</span>
                <span className="tk-quiet tk-small">{text.token.writtenTo}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
