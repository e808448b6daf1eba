export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 8;

const middle = ({ y, height }: Box): number => y + height / 2;
const held = (at: number, least: number, most: number): number => Math.max(least, Math.min(at, most));

/** Where a small window stands: beside what was clicked, below it in the upper half of the screen and else above it, and never over an edge. */
export function beside(clicked: Box, size: Pick<Box, 'width' | 'height'>, screen: Box): Pick<Box, 'x' | 'y'> {
  const isAbove = middle(clicked) < middle(screen);
  const x = clicked.x + clicked.width / 2 - size.width / 2;
  const y = isAbove ? clicked.y + clicked.height + GAP : clicked.y - size.height - GAP;
  return {
    x: Math.round(held(x, screen.x + GAP, screen.x + screen.width - size.width - GAP)),
    y: Math.round(held(y, screen.y + GAP, screen.y + screen.height - size.height - GAP)),
  };
}
