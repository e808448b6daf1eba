import { Select, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import type { ProviderView } from '../../shared/snapshot.ts';
import type { FactsDraft } from '../facts-draft.ts';
import { SecretInput } from './secret-input.tsx';

interface KindFieldsProps {
  readonly providers: readonly ProviderView[];
  readonly draft: FactsDraft;
  /** What is taken where the person chose nothing. */
  readonly guessed: string | undefined;
  /** Holds the masked fields of the provider, by key, until they are taken. */
  readonly secrets: RefObject<Map<string, HTMLInputElement>>;
  /** True where a field left empty keeps what is there. */
  readonly keeps: boolean;
  /** Changes when the masked fields were taken. */
  readonly turn: number;
  readonly onChange: (change: Partial<FactsDraft>) => void;
}

/** What kind of token it is and where it was issued. */
export function KindFields({ providers, draft, guessed, secrets, keeps, turn, onChange }: KindFieldsProps) {
  const chosen = draft.provider ?? guessed ?? null;
  const provider = providers.find(({ id }) => id === chosen);
  return (
    <>
      <Select
        label="Provider"
        description={
          draft.provider === undefined && guessed !== undefined
            ? 'By its shape; choose another if that is wrong.'
            : undefined
        }
        placeholder="Recognised by the value"
        data={providers.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        searchable
        nothingFoundMessage="No provider has that name"
        onChange={(value) => onChange({ provider: value ?? undefined })}
      />
      {provider !== undefined && provider.host !== 'none' && (
        <HostField provider={provider} host={draft.host} onChange={onChange} />
      )}
      {provider?.fields.map(({ key, label, needed }) => (
        <SecretInput
          key={`${provider.id} ${key} ${turn}`}
          ref={(field) => {
            if (field !== null) secrets.current.set(key, field);
            return () => void secrets.current.delete(key);
          }}
          label={label}
          required={needed && !keeps}
          {...(keeps && { description: 'Leave it empty to keep what is there.' })}
        />
      ))}
    </>
  );
}

interface HostFieldProps {
  readonly provider: ProviderView;
  readonly host: string;
  readonly onChange: (change: Partial<FactsDraft>) => void;
}

/** Where a self-managed issuer is; it is never read from inside a token. */
function HostField({ provider, host, onChange }: HostFieldProps) {
  const needed = provider.host === 'needed';
  return (
    <TextInput
      inputMode="url"
      label="Host"
      description={needed ? 'Where it was issued.' : `Only where it is not ${provider.defaultHost ?? 'the usual one'}.`}
      placeholder="https://git.example.org"
      required={needed}
      value={host}
      onChange={(event) => onChange({ host: event.currentTarget.value })}
    />
  );
}
