import { Tooltip } from '@mantine/core';
import { isoOf, type Instant } from '../../shared/time.ts';
import { exactTime } from '../../shared/words-time.ts';

/** A moment in near words, with the exact one on hover and for machines. */
export function When({ at, children }: { readonly at: Instant; readonly children: string }) {
  return (
    <Tooltip label={exactTime(at)} openDelay={300}>
      <time dateTime={isoOf(at)} className="tk-figures">
        {children}
      </time>
    </Tooltip>
  );
}
