import { Button, Loader } from '@mantine/core';
import { useRef } from 'react';
import type { SignInBegun } from '../../shared/commands/sign-in.ts';
import { instant } from '../../shared/time.ts';
import { useSpoken } from '../speaking.ts';
import { QrPicture } from './qr-picture.tsx';

interface SignInWaitingProps {
  readonly begun: SignInBegun;
  readonly onCancel: () => void;
}

/** Where the person has to go, and what to type there. */
export function SignInWaiting({ begun, onCancel }: SignInWaitingProps) {
  const { userCode, verificationUri, url, opened, expiresAt } = begun;
  const { words, text } = useSpoken();
  const { signIn } = text;
  return (
    <section className="tk-waits" aria-label={signIn.waiting}>
      {userCode !== undefined && verificationUri !== undefined ? (
        <>
          <p>{signIn.typeCode}</p>
          <div className="tk-device">
            <QrPicture text={verificationUri} label={signIn.picture} />
            <div className="tk-device-words">
              <Copyable label={signIn.code} act={signIn.copyCode} text={userCode} isLarge />
              <Copyable label={signIn.page} act={signIn.copyPage} text={verificationUri} />
            </div>
          </div>
        </>
      ) : (
        <>
          <p>{opened ? signIn.openedPage : signIn.openPage}</p>
          {url !== undefined && <Copyable label={signIn.page} act={signIn.copyPage} text={url} />}
        </>
      )}
      <p className="tk-waits-on" role="status">
        <Loader size={16} aria-hidden="true" />
        {expiresAt === undefined ? signIn.waits : signIn.waitsUntil(words.time.clock(instant(expiresAt)))}
      </p>
      <div className="tk-actions">
        <Button variant="default" onClick={onCancel}>
          {signIn.cancel}
        </Button>
      </div>
    </section>
  );
}

interface CopyableProps {
  readonly label: string;
  readonly act: string;
  readonly text: string;
  readonly isLarge?: boolean;
}

/** The page may not write to the clipboard by itself; what is selected in it, the person may copy. */
function Copyable({ label, act, text, isLarge = false }: CopyableProps) {
  const { frame } = useSpoken().text;
  const shown = useRef<HTMLOutputElement>(null);
  const select = (): void => {
    if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
    document.execCommand('copy');
  };
  return (
    <div className="tk-copyable">
      <output
        ref={shown}
        aria-label={label}
        className={isLarge ? 'tk-code tk-code-large' : 'tk-code'}
        title={isLarge ? undefined : text}
      >
        {text}
      </output>
      <Button variant="default" size="xs" aria-label={act} onClick={select}>
        {frame.copy}
      </Button>
    </div>
  );
}
