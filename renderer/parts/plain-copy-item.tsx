import type { PlainCopy } from '../../shared/commands/discover.ts';
import { instant } from '../../shared/time.ts';
import { isExposed, modeOf, statusOfCopy, whatIs } from '../plain-copies.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';
import { StateMark } from './state-mark.tsx';

interface PlainCopyItemProps {
  readonly copy: PlainCopy;
  readonly ticked: boolean;
  readonly onTick: () => void;
}

/** What it is, what keeps it where and for whom, and how it stands. Its value is not known here. */
export function PlainCopyItem({ copy, ticked, onTick }: PlainCopyItemProps) {
  const now = useNow();
  const { words, text } = useSpoken();
  const { machine } = text.find;
  const status = statusOfCopy(copy, now);
  const { file, name, keeper, keptAs, expiresAt } = copy;
  const isDated = expiresAt !== undefined && status?.kind === 'valid';
  return (
    <li className="tk-item">
      <input
        type="checkbox"
        className="tk-check"
        aria-label={machine.select(name, file)}
        checked={ticked}
        onChange={onTick}
      />
      <StateMark status={status ?? { kind: 'unchecked' }} now={now} />
      <div className="tk-item-words">
        <p>
          <strong>{name}</strong> · {whatIs(copy, text)}
        </p>
        <p className="tk-quiet tk-small">
          {machine.keepers[keeper] ?? keeper} · {file} ·{' '}
          <span className={isExposed(copy) ? 'tk-soon-words tk-figures' : 'tk-figures'}>{modeOf(copy, text)}</span>
        </p>
      </div>
      <div className="tk-found-state">
        <p>{status === undefined ? machine.notAsked : words.state(status, now)}</p>
        <p className="tk-quiet tk-small">
          {[
            ...(isDated ? [machine.ends(words.time.date(instant(expiresAt), now))] : []),
            ...(keptAs === undefined ? [] : [machine.keptAs(keptAs)]),
          ].join(' · ')}
        </p>
      </div>
    </li>
  );
}
