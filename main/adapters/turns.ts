/** Lets so many of one kind work at a time; the rest wait their turn, first come first served. */
export interface Turns {
  take<T>(kind: string, work: () => Promise<T>): Promise<T>;
}

interface Queue {
  working: number;
  readonly waiting: (() => void)[];
}

export function createTurns(atOnce: number): Turns {
  const queues = new Map<string, Queue>();

  function queueOf(kind: string): Queue {
    const queue = queues.get(kind) ?? { working: 0, waiting: [] };
    queues.set(kind, queue);
    return queue;
  }

  function leave(kind: string, queue: Queue): void {
    const next = queue.waiting.shift();
    // The place goes to the next one without being free in between, so that nobody can slip in before it.
    if (next !== undefined) return next();
    queue.working -= 1;
    if (queue.working === 0) queues.delete(kind);
  }

  return {
    async take(kind, work) {
      const queue = queueOf(kind);
      if (queue.working < atOnce) queue.working += 1;
      else await new Promise<void>((resolve) => queue.waiting.push(resolve));
      try {
        return await work();
      } finally {
        leave(kind, queue);
      }
    },
  };
}
