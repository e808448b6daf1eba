import type { FailureWords } from '../../shared/words/catalogue.ts';

/** What happened, what was kept, and what to do. */
export function FailureNote({
  words,
  role = 'alert',
}: {
  readonly words: FailureWords;
  readonly role?: 'alert' | 'note';
}) {
  return (
    <div className="tk-note tk-note-bad" role={role}>
      <p>{words.happened}</p>
      {words.todo !== undefined && <p className="tk-quiet">{words.todo}</p>}
    </div>
  );
}
