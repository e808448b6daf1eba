import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import type { Ask } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useChosen } from '../use-chosen.ts';
import { FormFoot } from './form-foot.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';

type Place = Ask<'teamCreate'>['place'];
type Kind = Place['kind'];

/** Joining or making a team; until then there is nothing else to see here. */
export function TeamBegin() {
  const { team: text } = useSpoken().text;
  const [way, setWay] = useState<'join' | 'create'>('join');
  const [kind, setKind] = useState<Kind>('folder');
  const [where, setWhere] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const { ask: join, busy: joining } = useAsk('teamJoin');
  const { ask: create, busy: creating } = useAsk('teamCreate');
  const code = useRef<SecretField>(null);
  const password = useRef<SecretField>(null);
  const name = useRef<HTMLInputElement>(null);
  const person = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const place: Place = kind === 'folder' ? { kind, path: where } : { kind, url: where };
    const secret = takeSecret(password.current);
    const who = { person: person.current?.value ?? '', place, ...(secret === '' ? {} : { password: secret }) };
    const begun =
      way === 'join'
        ? await join({ ...who, code: { kind: 'value', text: takeSecret(code.current) } })
        : await create({ ...who, name: name.current?.value ?? '' });
    setFailure(begun.ok ? undefined : begun.failure);
  };
  return (
    <form className="tk-form" onSubmit={(event) => void submit(event)}>
      <p className="tk-quiet">{text.begin}</p>
      <SegmentedControl
        aria-label={text.way}
        data={[
          { value: 'join', label: text.ways.join },
          { value: 'create', label: text.ways.create },
        ]}
        value={way}
        onChange={setWay}
      />
      {way === 'join' ? (
        <SecretInput ref={code} label={text.code} description={text.codeMeans} required />
      ) : (
        <TextInput ref={name} label={text.name} required maxLength={200} />
      )}
      <TextInput ref={person} label={text.person} required maxLength={200} />
      <SegmentedControl
        aria-label={text.placeKind}
        data={[
          { value: 'folder', label: text.places.folder },
          { value: 'postgres', label: text.places.postgres },
        ]}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setWhere('');
        }}
      />
      <Where kind={kind} where={where} onWhere={setWhere} />
      {kind === 'postgres' && <SecretInput ref={password} label={text.password} />}
      <FormFoot act={way === 'join' ? text.join : text.create} busy={joining || creating} failure={failure} />
    </form>
  );
}

interface WhereProps {
  readonly kind: Kind;
  readonly where: string;
  readonly onWhere: (where: string) => void;
}

function Where({ kind, where, onWhere }: WhereProps) {
  const { team: text } = useSpoken().text;
  const choose = useChosen('folder');
  const pick = async (): Promise<void> => {
    const folder = await choose();
    if (folder !== undefined) onWhere(folder);
  };
  const isFolder = kind === 'folder';
  return (
    <>
      <TextInput
        label={isFolder ? text.folder : text.address}
        description={isFolder ? text.folderMeans : text.addressMeans}
        value={where}
        required
        onChange={(event) => onWhere(event.currentTarget.value)}
      />
      {isFolder && (
        <div>
          <Button variant="default" onClick={() => void pick()}>
            {text.chooseFolder}
          </Button>
        </div>
      )}
    </>
  );
}
