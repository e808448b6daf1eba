import type { Column } from '../../shared/list-look.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Instant } from '../../shared/time.ts';
import { endWords } from '../end-words.ts';
import { useSpoken, type Spoken } from '../speaking.ts';

interface TokenCellProps {
  readonly column: Column;
  readonly view: TokenView;
  readonly provider: string;
  readonly now: Instant;
}

interface Said {
  readonly words: string | undefined;
  readonly more?: string | undefined;
}

type Say = (token: TokenView['token'], now: Instant, spoken: Spoken) => Said;

const SAY: { readonly [C in Exclude<Column, 'provider'>]: Say } = {
  account: ({ subject }) => ({ words: subject }),
  owner: ({ owner }) => ({ words: owner }),
  environment: ({ environment }) => ({ words: environment }),
  host: ({ host }) => ({ words: host }),
  scopes: ({ scopes }) => ({ words: scopes.join(', ') }),
  ends: ({ expiry }, now, spoken) => ({
    words: endWords(expiry, now, spoken),
    more: expiry.kind === 'at' ? spoken.words.time.exact(expiry.at) : undefined,
  }),
  checked: ({ standing }, now, { words: { time } }) => {
    const at = standing.latest?.evidence.at;
    return at === undefined ? { words: undefined } : { words: time.ago(at, now), more: time.exact(at) };
  },
  added: ({ addedAt }, now, { words: { time } }) => ({ words: time.date(addedAt, now), more: time.exact(addedAt) }),
};

/** One fact of a token in its row; whole on hover. */
export function TokenCell({ column, view, provider, now }: TokenCellProps) {
  const spoken = useSpoken();
  const said: Said = column === 'provider' ? { words: provider } : SAY[column](view.token, now, spoken);
  const { words, more = words } = said;
  return (
    <span className="tk-cell tk-figures" title={more}>
      {words}
    </span>
  );
}
