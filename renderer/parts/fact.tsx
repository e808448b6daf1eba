import type { ReactNode } from 'react';

/** One term of a list of facts; what nobody knows is left out. */
export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  if (children === undefined || children === false || children === '') return null;
  return (
    <div className="tk-fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
