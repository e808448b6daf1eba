import { Button } from '@mantine/core';
import type { TakeOver } from '../../shared/commands/discover.ts';
import { instant } from '../../shared/time.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAnswer } from '../use-answer.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import { When } from './when.tsx';

interface TakenOverProps {
  /** When this is another one, there may be others. */
  readonly turn: number;
  readonly onBack: () => void;
}

/** What was taken out of files and can be put back, newest first. */
export function TakenOver({ turn, onBack }: TakenOverProps) {
  const { machine } = useSpoken().text.find;
  const answer = useAnswer('takeOvers', {}, turn);
  const taken = answer?.ok === true ? [...answer.value].reverse() : [];
  if (taken.length === 0) return null;
  return (
    <section aria-labelledby="taken-over">
      <h2 id="taken-over">{machine.undoTitle}</h2>
      <ul className="tk-items">
        {taken.map((one) => (
          <TakenItem key={one.id} taken={one} onBack={onBack} />
        ))}
      </ul>
    </section>
  );
}

function TakenItem({ taken, onBack }: { readonly taken: TakeOver; readonly onBack: () => void }) {
  const now = useNow();
  const report = useReport();
  const { words, text } = useSpoken();
  const { machine } = text.find;
  const { busy, ask } = useAsk('takeBack');
  const { id, file, labels, at } = taken;
  const putBack = async (): Promise<void> => {
    const back = await ask({ id });
    if (!back.ok) return report(wentWrong(back.failure));
    report(wentWell(machine.undone(file)));
    onBack();
  };
  return (
    <li className="tk-item">
      <div className="tk-item-words">
        <p>{labels.join(', ')}</p>
        <p className="tk-quiet tk-small">
          {file} · <When at={instant(at)}>{words.time.ago(instant(at), now)}</When>
        </p>
      </div>
      <Button
        size="xs"
        variant="default"
        loading={busy}
        aria-label={machine.undoOf(file)}
        onClick={() => void putBack()}
      >
        {machine.undo}
      </Button>
    </li>
  );
}
