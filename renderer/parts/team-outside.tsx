import { Button } from '@mantine/core';
import type { TeamView } from '../../shared/team-view.ts';
import { useReport, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

/** Not in yet, and what both sides have to see; or not any more. */
export function TeamOutside({ view }: { readonly view: TeamView }) {
  const { team: text } = useSpoken().text;
  const { id, name, state, phrase } = view;
  const report = useReport();
  const { ask: sync, busy: looking } = useAsk('teamSync');
  const { ask: forget, busy: leaving } = useAsk('teamForget');
  const act = async (result: ReturnType<typeof sync> | ReturnType<typeof forget>): Promise<void> => {
    const done = await result;
    if (!done.ok) report(wentWrong(done.failure));
  };
  return (
    <div className="tk-form">
      {state === 'asking' ? (
        <>
          <p>{text.asking}</p>
          <p className="tk-code tk-code-large">{phrase}</p>
          <p className="tk-quiet">{text.askingNext}</p>
        </>
      ) : (
        <p>{text.out(name)}</p>
      )}
      <div className="tk-actions">
        {state === 'asking' && (
          <Button loading={looking} onClick={() => void act(sync({ team: id }))}>
            {text.look}
          </Button>
        )}
        <Button variant="default" loading={leaving} onClick={() => void act(forget({ team: id }))}>
          {text.putAway}
        </Button>
      </div>
    </div>
  );
}
