import { Select, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import type { ProviderView } from '../../shared/snapshot.ts';
import type { FactsDraft } from '../facts-draft.ts';
import { useSpoken } from '../speaking.ts';
import { SecretInput, type SecretField } from './secret-input.tsx';

interface KindFieldsProps {
  readonly providers: readonly ProviderView[];
  readonly draft: FactsDraft;
  /** What is taken where the person chose nothing. */
  readonly guessed: string | undefined;
  /** Which of the provider's kinds it is, where that is known. */
  readonly kind: string | undefined;
  /** Holds the masked fields of the provider, by key, until they are taken. */
  readonly secrets: RefObject<Map<string, SecretField>>;
  /** True where a field left empty keeps what is there. */
  readonly keeps: boolean;
  /** Changes when the masked fields were taken. */
  readonly turn: number;
  readonly onChange: (change: Partial<FactsDraft>) => void;
}

/** What kind of token it is and where it was issued. */
export function KindFields({ providers, draft, guessed, kind, secrets, keeps, turn, onChange }: KindFieldsProps) {
  const { text } = useSpoken();
  const chosen = draft.provider ?? guessed ?? null;
  const provider = providers.find(({ id }) => id === chosen);
  return (
    <>
      <Select
        label={text.adding.provider}
        description={draft.provider === undefined && guessed !== undefined ? text.adding.byShape : undefined}
        placeholder={text.adding.providerUnset}
        data={providers.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        searchable
        nothingFoundMessage={text.adding.providerNone}
        onChange={(value) => onChange({ provider: value ?? undefined })}
      />
      {provider !== undefined && provider.host !== 'none' && (
        <HostField provider={provider} host={draft.host} onChange={onChange} />
      )}
      {provider?.fields.filter(isAskedWith(kind)).map((field) => (
        <SecretInput
          key={`${provider.id} ${field.key} ${turn}`}
          ref={(input) => {
            if (input !== null) secrets.current.set(field.key, input);
            return () => void secrets.current.delete(field.key);
          }}
          label={text.adding.fields[field.key] ?? field.label}
          required={field.needed && field.usual === undefined && !keeps}
          many={field.many}
          masked={field.secret}
          placeholder={field.usual}
          description={keeps ? text.adding.keepField : field.hint}
        />
      ))}
    </>
  );
}

const isAskedWith =
  (kind: string | undefined) =>
  ({ kinds }: ProviderView['fields'][number]): boolean =>
    kinds === undefined || kind === undefined || kinds.includes(kind);

interface HostFieldProps {
  readonly provider: ProviderView;
  readonly host: string;
  readonly onChange: (change: Partial<FactsDraft>) => void;
}

/** Where a self-managed issuer is; it is never read from inside a token. */
function HostField({ provider, host, onChange }: HostFieldProps) {
  const { text } = useSpoken();
  const needed = provider.host === 'needed';
  return (
    <TextInput
      inputMode="url"
      label={text.adding.host}
      description={
        needed ? text.adding.hostNeeded : text.adding.hostOnly(provider.defaultHost ?? text.adding.hostUsual)
      }
      placeholder="https://git.example.org"
      required={needed}
      value={host}
      onChange={(event) => onChange({ host: event.currentTarget.value })}
    />
  );
}
