/** Values on their way out, as a file of variables. Only the socket's reply to `export` ever holds them. */
export interface Exported {
  readonly text: string;
  readonly count: number;
  /** Labels of tokens whose value was not there. */
  readonly without: readonly string[];
}
