import type { Finding } from '../../shared/diagnosis.ts';

const LOOKS = {
  good: { tone: 'good', path: 'M3 8.5 6.5 12 13 4.5' },
  poor: { tone: 'soon', path: 'M3 8h10' },
  bad: { tone: 'dead', path: 'M4 4l8 8M12 4l-8 8' },
} as const;

/** A tick, a dash or a cross; the words beside it say the same. */
export function FindingMark({ state }: { readonly state: Finding['state'] }) {
  const { tone, path } = LOOKS[state];
  return (
    <svg
      className={`tk-mark tk-${tone}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      data-state={state}
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
