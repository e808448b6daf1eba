const BEGIN = '# tokenkeep setup: begin';
const END = '# tokenkeep setup: end';
const BLOCK = /\n?^# tokenkeep setup: begin$[^]*?^# tokenkeep setup: end$\n?/gm;

/** Our own lines at the end of a file of the user's, between marks, in place of those from before. All else stays. */
export function withBlock(text: string | undefined, lines: readonly string[]): string {
  const rest = withoutBlock(text ?? '');
  const gap = rest === '' ? '' : rest.endsWith('\n') ? '\n' : '\n\n';
  return `${rest}${gap}${[BEGIN, ...lines, END].join('\n')}\n`;
}

export const withoutBlock = (text: string): string => text.replace(BLOCK, '');
