import { gravityOf } from '../../shared/order.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { TokenStatus } from '../../shared/token.ts';
import { GRAVITIES, noFilter, useFilter } from '../list-filter.ts';
import { tokenList, useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

/** How many there are of each gravity; a click shows them. */
export function Counts({ tokens }: { readonly tokens: readonly TokenView[] }) {
  const now = useNow();
  const { text } = useSpoken();
  const go = useGo();
  const { setFilter } = useFilter();
  const counted = GRAVITIES.map((gravity) => ({
    gravity,
    count: tokens.filter(({ status }) => gravityOf(status) === gravity).length,
  })).filter(({ count }) => count > 0);
  const marks = {
    dead: { kind: 'invalid' },
    person: { kind: 'sign-in-needed' },
    coming: { kind: 'expiring', at: now },
    unsure: { kind: 'unknown', cause: 'offline' },
    well: { kind: 'valid' },
  } as const satisfies Record<string, TokenStatus>;
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{text.home.counts}</h2>
      <ul className="tk-counts">
        {counted.map(({ gravity, count }) => (
          <li key={gravity}>
            <button
              type="button"
              onClick={() => {
                setFilter({ ...noFilter, state: [gravity] });
                go(tokenList);
              }}
            >
              <StateMark status={marks[gravity]} now={now} />
              <strong className="tk-figures">{text.frame.number(count)}</strong>
              <span>{text.home.gravity[gravity]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
