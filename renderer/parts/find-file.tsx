import { Button } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useSpoken } from '../speaking.ts';
import { useChosen } from '../use-chosen.ts';
import { useImport } from '../use-import.ts';
import { ImportOpening } from './import-opening.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportRows } from './import-rows.tsx';

/** What another program exported or keeps, shown before any of it is taken. */
export function FindFile() {
  const { file: text } = useSpoken().text.find;
  const choose = useChosen('file');
  const importing = useImport();
  const { source, preview, report, failure } = importing;
  const open = async (): Promise<void> => {
    const file = await choose();
    if (file !== undefined) await importing.read(file);
  };
  return (
    <>
      <p className="tk-quiet">{text.means}</p>
      <div className="tk-chosen">
        <Button
          variant={source === undefined ? 'filled' : 'default'}
          leftSection={<IconFile size={16} />}
          onClick={() => void open()}
        >
          {source === undefined ? text.choose : text.another}
        </Button>
        {source !== undefined && <span>{source.file}</span>}
      </div>
      {source !== undefined && failure !== undefined && (
        <ImportOpening importing={importing} file={source.file} failure={failure} />
      )}
      {preview !== undefined && <ImportRows key={preview.mark} importing={importing} preview={preview} />}
      {report !== undefined && <ImportResult key={report.mark} report={report} />}
    </>
  );
}
