/** How a thing is named by its number; `#` stands for the number. English and German have these two. */
export interface Forms {
  readonly one: string;
  readonly other: string;
}

export interface Counting {
  /** The form that the number asks for, with the number in it. */
  count(n: number, forms: Forms): string;
  /** With the language's own marks between thousands. */
  number(n: number): string;
}

export function createCounting(locale: string): Counting {
  const rules = new Intl.PluralRules(locale);
  const figures = new Intl.NumberFormat(locale);
  return {
    count: (n, { one, other }) => (rules.select(n) === 'one' ? one : other).replace('#', figures.format(n)),
    number: (n) => figures.format(n),
  };
}
