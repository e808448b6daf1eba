interface TickRowProps {
  readonly name: string;
  readonly about: readonly string[];
  readonly state: string;
  /** False where nothing can be done with it. */
  readonly open: boolean;
  readonly said: string;
  readonly ticked: boolean;
  readonly onTick: () => void;
}

/** One of many that a person chooses from, with what will become of it. */
export function TickRow({ name, about, state, open, said, ticked, onTick }: TickRowProps) {
  return (
    <li className="tk-item">
      <input
        type="checkbox"
        className="tk-check"
        aria-label={said}
        checked={ticked}
        disabled={!open}
        onChange={onTick}
      />
      <div className="tk-item-words">
        <p>
          <strong>{name}</strong>
        </p>
        <p className="tk-quiet tk-small">{about.join(' · ')}</p>
      </div>
      <p className={open ? 'tk-found-state' : 'tk-found-state tk-quiet'}>{state}</p>
    </li>
  );
}
