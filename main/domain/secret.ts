/**
 * A token's value. It prints, logs and serialises as "[secret]", and a structured clone of it holds nothing. `use` is the only way to
 * read it, so that a search for `.use(` finds every place that does.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  use<T>(reader: (value: string) => T): T {
    return reader(this.#value);
  }

  /** A secret made from this one, such as an authorization header. */
  map(change: (value: string) => string): Secret {
    return new Secret(change(this.#value));
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
