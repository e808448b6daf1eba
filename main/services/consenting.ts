import type { Consented, Question } from '../../shared/lease.ts';
import type { End } from '../../shared/lifetime.ts';
import { later, seconds, type Duration } from '../../shared/time.ts';
import type { Ports } from '../domain/ports.ts';

/** A question that nobody answers within this means no. */
const PATIENCE: Duration = seconds(60);
/** Questions that stand at once; a program that asks for more is answered no. */
const MOST_QUESTIONS = 20;
/** Askers who wait at once: the rest of the socket's places are for those who need no person. */
const MOST_WAITING = 32;

export type Asked = Omit<Question, 'id' | 'askedAt' | 'until'>;

export interface Consenting {
  /** Puts a question, one after another; the same question twice is one. */
  ask(asked: Asked): Promise<Consented | 'unanswered'>;
  /** The same for an asker who does not wait; what is answered is given to `answered`. */
  put(asked: Asked, answered: (consented: Consented) => void): void;
  /** False where no such question stands any more. */
  answer(id: string, answer: Consented): boolean;
  open(): readonly Question[];
  stop(): void;
}

interface Standing {
  readonly question: Question;
  readonly settle: (answer: Consented | 'unanswered') => void;
  readonly answered: Promise<Consented | 'unanswered'>;
  readonly over: End;
}

type Needs = Pick<Ports, 'clock' | 'timer' | 'random'> & {
  /** A question stands that nobody may have seen yet. */
  tell(question: Question): void;
  changed(): void;
};

export function createConsenting({ clock, timer, random, tell, changed }: Needs): Consenting {
  const standing = new Map<string, Standing>();
  let waiting = 0;

  const same = (asked: Asked): Standing | undefined =>
    [...standing.values()].find(({ question }) => keyOf(question) === keyOf(asked));

  function close(id: string, answer: Consented | 'unanswered'): boolean {
    const one = standing.get(id);
    if (one === undefined) return false;
    standing.delete(id);
    void one.over();
    one.settle(answer);
    changed();
    return true;
  }

  function stand(asked: Asked): Standing | undefined {
    const known = same(asked);
    if (known !== undefined || standing.size >= MOST_QUESTIONS) return known;
    const [id, askedAt] = [random.id(), clock.now()];
    const question: Question = { ...asked, id, askedAt, until: later(askedAt, PATIENCE) };
    let settle: Standing['settle'] = () => undefined;
    const answered = new Promise<Consented | 'unanswered'>((resolve) => (settle = resolve));
    const over = timer.after(PATIENCE, () => close(id, 'unanswered'));
    const one = { question, settle, answered, over };
    standing.set(id, one);
    tell(question);
    changed();
    return one;
  }

  return {
    async ask(asked) {
      if (waiting >= MOST_WAITING) return 'no';
      waiting += 1;
      try {
        return (await stand(asked)?.answered) ?? 'no';
      } finally {
        waiting -= 1;
      }
    },
    put(asked, answered) {
      if (same(asked) !== undefined) return;
      void stand(asked)?.answered.then((answer) => answer !== 'unanswered' && answered(answer));
    },
    answer: close,
    open: () => [...standing.values()].map(({ question }) => question),
    stop() {
      for (const id of standing.keys()) close(id, 'unanswered');
    },
  };
}

const keyOf = ({ token, borrower: { tool, folder }, scopes, audience }: Asked): string =>
  JSON.stringify([token, tool, folder, scopes, audience]);
