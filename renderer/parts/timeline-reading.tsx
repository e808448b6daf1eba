import type { ProviderView } from '../../shared/snapshot.ts';
import type { Mark } from '../ahead.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';

interface TimelineReadingProps {
  /** The mark under the pointer, or with the focus. */
  readonly mark: Mark | undefined;
  readonly providers: readonly ProviderView[];
}

/** One line below the plot that says what a mark is, always in the same place. */
export function TimelineReading({ mark, providers }: TimelineReadingProps) {
  const now = useNow();
  const { words, text } = useSpoken();
  if (mark === undefined) return <p className="tk-reading">&nbsp;</p>;
  const { label, provider } = mark.view.token;
  const name = providers.find(({ id }) => id === provider)?.name ?? provider;
  const when = words.time.left(mark.at, now);
  const dates = mark.warnsAt.map((at) => words.time.date(at, now)).join(', ');
  const parts = [
    name,
    mark.lane === 'itself' ? text.home.renews(when) : text.home.ends(when),
    ...(dates === '' ? [] : [text.home.warnsAt(dates)]),
  ];
  return (
    <p className="tk-reading">
      <strong>{label}</strong> <span className="tk-quiet">{parts.join(' · ')}</span>
    </p>
  );
}
