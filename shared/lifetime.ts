/** Ends what was begun. Safe to call twice. */
export type End = () => void | Promise<void>;

export interface Lifetime {
  /** Adds an end; on a lifetime that is over it is ended at once. */
  own(end: End): void;
  /** Ends all that is owned, last first, and waits for each. */
  end(): Promise<void>;
}

export function createLifetime(): Lifetime {
  const ends: End[] = [];
  let over = false;
  return {
    own(end) {
      if (over) void end();
      else ends.push(end);
    },
    async end() {
      over = true;
      for (let next = ends.pop(); next !== undefined; next = ends.pop()) await next();
    },
  };
}
