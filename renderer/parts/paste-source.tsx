import { Button } from '@mantine/core';
import { IconClipboard } from '@tabler/icons-react';
import type { Guessed, GuessView } from '../../shared/commands/keeping.ts';
import type { WindowText } from '../../shared/words/window.ts';
import { useSpoken } from '../speaking.ts';
import type { Paste } from '../use-paste.ts';
import { FailureNote } from './failure-note.tsx';
import { SecretInput } from './secret-input.tsx';

/** Where a value comes from, and what main sees in it. */
export function PasteSource({ paste }: { readonly paste: Paste }) {
  const { looked, busy, field, turn, look, typed, drop } = paste;
  const { text } = useSpoken();
  const fromClipboard = looked?.source === 'clipboard' && looked.answer.ok;
  return (
    <fieldset className="tk-group">
      <legend>{text.adding.value}</legend>
      <div className="tk-paste">
        <Button
          variant={fromClipboard ? 'default' : 'filled'}
          leftSection={<IconClipboard size={16} />}
          loading={busy}
          onClick={() => void look('clipboard')}
        >
          {fromClipboard ? text.adding.lookAgain : text.adding.fromClipboard}
        </Button>
        {fromClipboard ? (
          <Button variant="subtle" onClick={drop}>
            {text.adding.typeInstead}
          </Button>
        ) : (
          <SecretInput key={turn} ref={field} label={text.adding.pasteHere} onTyped={typed} />
        )}
      </div>
      <PasteSeen paste={paste} />
    </fieldset>
  );
}

/** What main saw in a paste, or what is wrong with it. */
export function PasteSeen({ paste }: { readonly paste: Paste }) {
  const { looked } = paste;
  return (
    <>
      <div aria-live="polite">
        {looked?.answer.ok === true && (
          <Seen seen={looked.answer.value} fromClipboard={looked.source === 'clipboard'} />
        )}
      </div>
      {looked?.answer.ok === false && <FailureNote failure={looked.answer.failure} />}
      <Doubt paste={paste} />
    </>
  );
}

const guessWords = ({ confidence, name, kind }: GuessView, { adding }: WindowText): string =>
  `${adding.sure[confidence]} ${name}, ${kind}`;

function Seen({ seen, fromClipboard }: { readonly seen: Guessed; readonly fromClipboard: boolean }) {
  const { words, text } = useSpoken();
  const { adding } = text;
  const [guess, ...others] = seen.guesses;
  const what = guess === undefined ? adding.unknownShape : guessWords(guess, text);
  const also = others.map(({ name, kind }) => `${name}, ${kind}`);
  return (
    <div className="tk-note" role="note">
      <p>{fromClipboard ? adding.seenOnClipboard(what, seen.length) : adding.seen(what, seen.length)}</p>
      {also.length > 0 && <p className="tk-quiet">{adding.otherGuesses(also.slice(0, 3).join('; '))}</p>}
      {seen.cleaned.length > 0 && (
        <p className="tk-quiet">{adding.cleaned(seen.cleaned.map(words.cleaned).join(', '))}</p>
      )}
      {seen.duplicateOf !== undefined && <p className="tk-soon-words">{adding.duplicate(seen.duplicateOf)}</p>}
    </div>
  );
}

/** A paste in doubt goes on only by the person's word. */
function Doubt({ paste }: { readonly paste: Paste }) {
  const { text } = useSpoken();
  const { looked } = paste;
  if (looked === undefined || looked.answer.ok || looked.answer.failure.code !== 'paste-doubtful') return null;
  const { source, answer } = looked;
  const found = answer.failure.code === 'paste-doubtful' ? answer.failure.found : 'hidden-character';
  return (
    <div className="tk-actions">
      <Button variant="default" onClick={() => void paste.look(source, 'confirmed')}>
        {text.adding.takeOut[found]}
      </Button>
      <Button variant="default" onClick={() => void paste.look(source, 'exact')}>
        {text.adding.keepBytes}
      </Button>
    </div>
  );
}
