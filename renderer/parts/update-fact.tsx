import { Button } from '@mantine/core';
import type { UpdateState } from '../../shared/update.ts';
import { useReport, wentWrong } from '../report.ts';
import { useSpoken, type Spoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import { Fact } from './fact.tsx';
import type { Instant } from '../../shared/time.ts';

/** How this copy stands towards newer ones, and the one thing to do about it. */
export function UpdateFact({ update }: { readonly update: UpdateState }) {
  const now = useNow();
  const spoken = useSpoken();
  const report = useReport();
  const { ask, busy } = useAsk('update');
  const { updates } = spoken.text.about;
  const act = async (what: 'look' | 'install'): Promise<void> => {
    const answer = await ask({ act: what });
    if (!answer.ok) report(wentWrong(answer.failure));
  };
  const isReady = update.kind === 'ready';
  const canLook =
    update.kind === 'current' || update.kind === 'failed' || (update.kind === 'off' && update.why === 'setting');
  return (
    <Fact term={updates.term}>
      <p>{sentence(update, spoken, now)}</p>
      {isReady && update.oneWay && <p className="tk-quiet">{updates.oneWay}</p>}
      {isReady && !update.waits && (
        <Button size="xs" loading={busy} onClick={() => void act('install')}>
          {updates.install}
        </Button>
      )}
      {canLook && (
        <Button size="xs" variant="default" loading={busy} onClick={() => void act('look')}>
          {updates.look}
        </Button>
      )}
    </Fact>
  );
}

function sentence(update: UpdateState, { text, words }: Spoken, now: Instant): string {
  const { updates } = text.about;
  switch (update.kind) {
    case 'off':
      return words.failure({ code: 'updates-off', why: update.why }).happened;
    case 'current':
      return update.lookedAt === undefined ? updates.notYet : updates.none(words.time.ago(update.lookedAt, now));
    case 'fetching':
      return updates.fetching(update.version);
    case 'ready':
      return update.waits ? updates.waits(update.version) : updates.ready(update.version);
    case 'failed':
      return update.code === 'update-untrusted' ? updates.untrusted : updates.failed;
  }
}
