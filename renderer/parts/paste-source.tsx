import { Button } from '@mantine/core';
import { IconClipboard } from '@tabler/icons-react';
import type { Guessed, GuessView } from '../../shared/commands/keeping.ts';
import { failureWords } from '../../shared/words-failure.ts';
import { cleanedWords } from '../../shared/words.ts';
import type { Paste } from '../use-paste.ts';
import { FailureNote } from './failure-note.tsx';
import { SecretInput } from './secret-input.tsx';

/** Where a value comes from, and what main sees in it. */
export function PasteSource({ paste }: { readonly paste: Paste }) {
  const { looked, busy, field, turn, look, typed, drop } = paste;
  const fromClipboard = looked?.source === 'clipboard' && looked.answer.ok;
  return (
    <fieldset className="tk-group">
      <legend>Value</legend>
      <div className="tk-paste">
        <Button
          variant={fromClipboard ? 'default' : 'filled'}
          leftSection={<IconClipboard size={16} />}
          loading={busy}
          onClick={() => void look('clipboard')}
        >
          {fromClipboard ? 'Look at the clipboard again' : 'From the clipboard'}
        </Button>
        {fromClipboard ? (
          <Button variant="subtle" onClick={drop}>
            Type it instead
          </Button>
        ) : (
          <SecretInput key={turn} ref={field} label="Or paste it here" onTyped={typed} />
        )}
      </div>
      <div aria-live="polite">
        {looked?.answer.ok === true && <Seen seen={looked.answer.value} fromClipboard={fromClipboard} />}
      </div>
      {looked?.answer.ok === false && <FailureNote words={failureWords(looked.answer.failure)} />}
      <Doubt paste={paste} />
    </fieldset>
  );
}

const SURENESS = { high: 'Recognised as', medium: 'Probably', low: 'Perhaps' } as const;

const guessWords = ({ confidence, name, kind }: GuessView): string => `${SURENESS[confidence]} ${name}, ${kind}`;

function Seen({ seen, fromClipboard }: { readonly seen: Guessed; readonly fromClipboard: boolean }) {
  const [guess] = seen.guesses;
  const length = `${seen.length} characters`;
  return (
    <div className="tk-note" role="note">
      <p>
        {guess === undefined ? 'Its shape is not known; say below what it is' : guessWords(guess)} ({length}
        {fromClipboard && ', from the clipboard, which is cleared when it is added'}).
      </p>
      {seen.cleaned.length > 0 && <p className="tk-quiet">Taken away: {seen.cleaned.map(cleanedWords).join(', ')}.</p>}
      {seen.duplicateOf !== undefined && (
        <p className="tk-soon-words">The same value is kept already as {seen.duplicateOf}.</p>
      )}
    </div>
  );
}

/** A paste in doubt goes on only by the person's word. */
function Doubt({ paste }: { readonly paste: Paste }) {
  const { looked } = paste;
  if (looked === undefined || looked.answer.ok || looked.answer.failure.code !== 'paste-doubtful') return null;
  const { source, answer } = looked;
  const what =
    answer.failure.code === 'paste-doubtful' && answer.failure.found === 'line-break'
      ? 'the line break'
      : 'the hidden character';
  return (
    <div className="tk-actions">
      <Button variant="default" onClick={() => void paste.look(source, 'confirmed')}>
        Take {what} out
      </Button>
      <Button variant="default" onClick={() => void paste.look(source, 'exact')}>
        Keep the bytes as they are
      </Button>
    </div>
  );
}
