/** A row: a mark that takes one column, then its cells. */
export interface Row {
  readonly mark: string;
  readonly cells: readonly string[];
}

const GAP = 2;
const LEAST_CELL = 8;

/** Cells in columns. On a terminal of this width the widest columns give way first; elsewhere nothing is cut. */
export function table(rows: readonly Row[], width: number | undefined): string {
  const columns = Math.max(0, ...rows.map((row) => row.cells.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(0, ...rows.map(({ cells }) => widthOf(cells[i] ?? ''))),
  );
  if (width !== undefined) shrink(widths, width - 1);
  return rows.map((row) => `${lineOf(row, widths)}\n`).join('');
}

function lineOf({ mark, cells }: Row, widths: readonly number[]): string {
  const padded = cells.map((cell, i) => fit(cell, widths[i] ?? 0));
  return [mark, ...padded].join(' '.repeat(GAP)).trimEnd();
}

function shrink(widths: number[], most: number): void {
  const total = (): number => widths.reduce((sum, each) => sum + each + GAP, 0);
  while (total() > most) {
    const widest = Math.max(...widths);
    if (widest <= LEAST_CELL) return;
    widths[widths.indexOf(widest)] = widest - 1;
  }
}

function fit(cell: string, width: number): string {
  const over = widthOf(cell) > width;
  let [text, used] = ['', 0];
  for (const character of cell) {
    const next = used + widthOf(character);
    if (next > (over ? width - 1 : width)) break;
    [text, used] = [text + character, next];
  }
  return over ? `${text}…${' '.repeat(Math.max(0, width - used - 1))}` : text + ' '.repeat(width - used);
}

const NARROWEST = /\p{M}|\p{Cf}/u;
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uff01-\uff60]/u;

/** Columns of a terminal that a text takes. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
