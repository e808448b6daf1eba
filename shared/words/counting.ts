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
  // Made when first asked for: to read its language's data takes a program longer than all else it does to start.
  let rules: Intl.PluralRules | undefined;
  let figures: Intl.NumberFormat | undefined;
  const number = (n: number): string =>
    // Our languages write these alike, and have one form for 1 and another for 0 and what is above 1; a law asks `Intl` whether that is so.
    Number.isInteger(n) && n >= 0 && n < 1000 ? String(n) : (figures ??= new Intl.NumberFormat(locale)).format(n);
  const isOne = (n: number): boolean =>
    Number.isInteger(n) && n >= 0 ? n === 1 : (rules ??= new Intl.PluralRules(locale)).select(n) === 'one';
  return {
    count: (n, { one, other }) => (isOne(n) ? one : other).replace('#', number(n)),
    number,
  };
}
