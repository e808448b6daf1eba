import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useGo, type Place } from '../place.ts';

interface PageProps {
  readonly title: string;
  /** Where the arrow leads; pages of the side bar have none. */
  readonly back?: Place;
  readonly aside?: ReactNode;
  /** False where something on the page takes the focus itself. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

/** A screen's frame. On arrival its heading has the focus, so that a screen reader says where one is. */
export function Page({ title, back, aside, takesFocus = true, children }: PageProps) {
  const go = useGo();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <>
      <header className="tk-head">
        {back !== undefined && (
          <ActionIcon variant="subtle" color="gray" aria-label="Back" onClick={() => go(back)}>
            <IconArrowLeft size={18} />
          </ActionIcon>
        )}
        <h1 ref={heading} tabIndex={-1} title={title}>
          {title}
        </h1>
        {aside !== undefined && <div className="tk-aside">{aside}</div>}
      </header>
      {children}
    </>
  );
}
