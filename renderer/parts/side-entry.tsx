import type { ComponentType, ReactNode } from 'react';

interface SideEntryProps {
  readonly icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': 'true' }>;
  readonly label: string;
  readonly isHere?: boolean;
  /** Said after the name of the entry. */
  readonly said?: string | undefined;
  readonly onClick: () => void;
  readonly children?: ReactNode;
}

/** A plain button: there are a dozen in what a window opens with. */
export function SideEntry({ icon: Icon, label, isHere = false, said, onClick, children }: SideEntryProps) {
  return (
    <button
      type="button"
      className="tk-side-entry"
      aria-current={isHere ? 'page' : undefined}
      {...(said === undefined ? {} : { 'aria-description': said })}
      onClick={onClick}
    >
      <Icon size={18} aria-hidden="true" />
      <span>{label}</span>
      {children}
    </button>
  );
}
