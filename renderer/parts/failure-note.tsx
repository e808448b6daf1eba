import type { Failure } from '../../shared/failure.ts';
import type { FailureWords } from '../../shared/words/catalogue.ts';
import { useSpoken } from '../speaking.ts';

/** What happened, what was kept, and what to do. */
export function FailureNote({ failure }: { readonly failure: Failure }) {
  const { words } = useSpoken();
  return <Note words={words.failure(failure)} />;
}

export function Note({ words }: { readonly words: FailureWords }) {
  return (
    <div className="tk-note tk-note-bad" role="alert">
      <p>{words.happened}</p>
      {words.todo !== undefined && <p className="tk-quiet">{words.todo}</p>}
    </div>
  );
}
