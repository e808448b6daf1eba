import { Button } from '@mantine/core';
import { Component, useState, type ReactNode } from 'react';
import { useSpoken } from '../speaking.ts';
import { Page } from './page.tsx';

interface GuardProps {
  readonly children: ReactNode;
  readonly instead: ReactNode;
}

/** What React offers for this is a class. */
class Guard extends Component<GuardProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.instead : this.props.children;
  }
}

/** Where drawing what is inside fails, says so and offers to draw it anew; all around it goes on. */
export function Mended({ children }: { readonly children: ReactNode }) {
  const [tries, setTries] = useState(0);
  return (
    <Guard key={tries} instead={<Broken onAgain={() => setTries(tries + 1)} />}>
      {children}
    </Guard>
  );
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const { text } = useSpoken();
  return (
    <Page title={text.frame.broken.title}>
      <div className="tk-empty">
        <p>{text.frame.broken.kept}</p>
        <Button onClick={onAgain}>{text.frame.broken.again}</Button>
      </div>
    </Page>
  );
}
