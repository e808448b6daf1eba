import { Button, FileButton } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import { MOST_VALUE_CHARACTERS } from '../../shared/limits.ts';
import { useSpoken } from '../speaking.ts';
import type { Paste } from '../use-paste.ts';
import { PasteSeen } from './paste-source.tsx';

/** A file with the token alone. What is read of it rests where a paste would, until it is taken. */
export function FileSource({ paste }: { readonly paste: Paste }) {
  const { adding } = useSpoken().text;
  const [name, setName] = useState<string>();
  const [tooBig, setTooBig] = useState(false);
  const choose = async (file: File | null): Promise<void> => {
    if (file === null) return;
    paste.drop();
    setName(file.name);
    const fits = file.size <= MOST_VALUE_CHARACTERS;
    setTooBig(!fits);
    if (!fits) return;
    paste.hold(await file.text());
    await paste.look('field');
  };
  return (
    <fieldset className="tk-group">
      <legend>{adding.file}</legend>
      <p className="tk-quiet">{adding.fileHint}</p>
      <div className="tk-paste">
        <FileButton onChange={(file) => void choose(file)}>
          {(props) => (
            <Button {...props} leftSection={<IconFile size={16} />}>
              {adding.fileChoose}
            </Button>
          )}
        </FileButton>
        {name !== undefined && <span>{name}</span>}
      </div>
      {tooBig && (
        <p className="tk-soon-words" role="alert">
          {adding.fileTooBig}
        </p>
      )}
      <PasteSeen paste={paste} />
    </fieldset>
  );
}
