/** How one language asks whether a tool may borrow a token, where there is room for a line or two. */
export interface LendingPhrases {
  /** "deploy asks for github-ci". */
  readonly asks: (tool: string, label: string) => string;
  /** What it would get; `scopes` are those of a narrower token, with for whom it is. */
  readonly narrow: (scopes: string, length: string | undefined) => string;
  readonly all: (length: string | undefined) => string;
  /** The issuer can make no narrower one: a yes gives all of it. */
  readonly whole: (scopes: string) => string;
  /** In the tray: so many tools wait. */
  readonly waiting: (n: number) => string;
}
