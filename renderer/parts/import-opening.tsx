import { Button, Select } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { IMPORT_KINDS, type ImportKind } from '../../shared/commands/import.ts';
import type { Failure } from '../../shared/failure.ts';
import { IMPORT_NAMES } from '../../shared/import-names.ts';
import { useSpoken } from '../speaking.ts';
import type { Import } from '../use-import.ts';
import { FailureNote } from './failure-note.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';

type Unread = Extract<Failure, { code: 'import-unreadable' }>;

interface ImportOpeningProps {
  readonly importing: Import;
  readonly file: string;
  readonly failure: Failure;
}

/** What a file does not say of itself is asked for; what cannot be helped is said. */
export function ImportOpening({ importing, file, failure }: ImportOpeningProps) {
  if (failure.code !== 'import-unreadable') return <FailureNote failure={failure} />;
  const parts = { importing, file };
  switch (failure.why) {
    case 'unknown-kind':
      return <KindOf {...parts} />;
    case 'passphrase-needed':
    case 'passphrase-wrong':
      return <Passphrase {...parts} isWrong={failure.why === 'passphrase-wrong'} />;
    case 'columns-needed':
      return <Columns {...parts} columns={failure.columns ?? []} />;
    default:
      return <Unreadable failure={failure} />;
  }
}

/** What to do about it is told for a terminal. */
function Unreadable({ failure }: { readonly failure: Unread }) {
  const { words } = useSpoken();
  return (
    <div className="tk-note tk-note-bad" role="alert">
      <p>{words.failure(failure).happened}</p>
    </div>
  );
}

type PartProps = Omit<ImportOpeningProps, 'failure'>;

function KindOf({ importing, file }: PartProps) {
  const { file: text } = useSpoken().text.find;
  const names: Readonly<Record<ImportKind, string>> = { ...IMPORT_NAMES, csv: text.table, dotenv: text.variables };
  return (
    <div className="tk-form">
      <Select
        label={text.kind}
        description={text.kindMeans}
        data={IMPORT_KINDS.map((kind) => ({ value: kind, label: names[kind] }))}
        value={null}
        searchable
        disabled={importing.busy}
        onChange={(chosen) => {
          const from = IMPORT_KINDS.find((kind) => kind === chosen);
          if (from !== undefined) void importing.read(file, { from });
        }}
      />
    </div>
  );
}

function Passphrase({ importing, file, isWrong }: PartProps & { readonly isWrong: boolean }) {
  const { file: text } = useSpoken().text.find;
  const field = useRef<SecretField>(null);
  const open = (event: FormEvent): void => {
    event.preventDefault();
    void importing.read(file, { ...importing.source, passphrase: takeSecret(field.current) });
  };
  return (
    <form className="tk-form" onSubmit={open}>
      <SecretInput ref={field} label={text.passphrase} description={text.passphraseMeans} required />
      {isWrong && (
        <p className="tk-soon-words" role="alert">
          {text.passphraseWrong}
        </p>
      )}
      <div className="tk-actions">
        <Button type="submit" loading={importing.busy}>
          {text.read}
        </Button>
      </div>
    </form>
  );
}

function Columns({ importing, file, columns }: PartProps & { readonly columns: readonly string[] }) {
  const { file: text } = useSpoken().text.find;
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<string | null>(null);
  const data = [...new Set(columns)];
  if (data.length < 2) return <p className="tk-soon-words">{text.noColumns}</p>;
  const read = (): void => {
    if (name !== null && value !== null) void importing.read(file, { from: 'csv', columns: { name, value } });
  };
  return (
    <div className="tk-form">
      <Select label={text.name} data={data} value={name} onChange={setName} />
      <Select label={text.value} data={data} value={value} onChange={setValue} />
      <div className="tk-actions">
        <Button disabled={name === null || value === null || name === value} loading={importing.busy} onClick={read}>
          {text.read}
        </Button>
      </div>
    </div>
  );
}
