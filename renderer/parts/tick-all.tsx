interface TickAllProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function TickAll({ label, on, onChange }: TickAllProps) {
  return (
    <label className="tk-all">
      <input
        type="checkbox"
        className="tk-check"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
