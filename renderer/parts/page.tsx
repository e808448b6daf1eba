import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useBack } from '../place.ts';
import { useSpoken } from '../speaking.ts';

interface PageProps {
  readonly title: string;
  /** Stands before the title: the mark of what the page is about. */
  readonly mark?: ReactNode;
  /** True where an arrow leads back; pages of the side bar have none. */
  readonly deep?: boolean;
  readonly aside?: ReactNode;
  /** False where something on the page takes the focus itself. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

/** A screen's frame. On arrival its heading has the focus, so that a screen reader says where one is. */
export function Page({ title, mark, deep = false, aside, takesFocus = true, children }: PageProps) {
  const back = useBack();
  const { text } = useSpoken();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <>
      <header className="tk-head">
        {deep && (
          <ActionIcon variant="subtle" color="gray" aria-label={text.frame.back} onClick={back}>
            <IconArrowLeft size={18} />
          </ActionIcon>
        )}
        {mark}
        <h1 ref={heading} tabIndex={-1} title={title}>
          {title}
        </h1>
        {aside !== undefined && <div className="tk-aside">{aside}</div>}
      </header>
      {children}
    </>
  );
}
