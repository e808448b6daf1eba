import { isoOf, type Instant } from '../../shared/time.ts';
import { useSpoken } from '../speaking.ts';

/** A moment in near words, with the exact one on hover and for machines. */
export function When({ at, children }: { readonly at: Instant; readonly children: string }) {
  const { words } = useSpoken();
  return (
    <time dateTime={isoOf(at)} title={words.time.exact(at)} className="tk-figures">
      {children}
    </time>
  );
}
