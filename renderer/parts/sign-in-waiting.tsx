import { Button, Loader } from '@mantine/core';
import { useRef } from 'react';
import type { SignInBegun } from '../../shared/commands/sign-in.ts';
import { clockWords } from '../use-acts.ts';

interface SignInWaitingProps {
  readonly begun: SignInBegun;
  readonly onCancel: () => void;
}

/** Where the person has to go, and what to type there. */
export function SignInWaiting({ begun, onCancel }: SignInWaitingProps) {
  const { userCode, verificationUri, url, opened, expiresAt } = begun;
  return (
    <section className="tk-waits" aria-label="Signing in">
      {userCode !== undefined && verificationUri !== undefined ? (
        <>
          <p>Open this page on any device and type the code there.</p>
          <Copyable label="Page" text={verificationUri} />
          <Copyable label="Code" text={userCode} isLarge />
        </>
      ) : (
        <>
          <p>
            {opened
              ? 'Sign in on the page that has opened in your browser. If there is none, open this address on this computer.'
              : 'Open this page in a browser on this computer.'}
          </p>
          {url !== undefined && <Copyable label="Page" text={url} />}
        </>
      )}
      <p className="tk-waits-on" role="status">
        <Loader size={16} aria-hidden="true" />
        Waiting for you there{expiresAt !== undefined && ` until ${clockWords(expiresAt)}`}. Leaving this page cancels
        it.
      </p>
      <div className="tk-actions">
        <Button variant="default" onClick={onCancel}>
          Cancel sign-in
        </Button>
      </div>
    </section>
  );
}

interface CopyableProps {
  readonly label: string;
  readonly text: string;
  readonly isLarge?: boolean;
}

/** The page may not write to the clipboard by itself; what is selected in it, the person may copy. */
function Copyable({ label, text, isLarge = false }: CopyableProps) {
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
      <Button variant="default" aria-label={`Copy ${label.toLowerCase()}`} onClick={select}>
        Copy
      </Button>
    </div>
  );
}
