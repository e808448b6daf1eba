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
  onChange(change: Partial<FactsDraft>): void;
}

/** What kind of token it is and where it was issued. */
export function KindFields({ providers, draft, guessed, secrets, keeps, turn, onChange }: KindFieldsProps) {
  const chosen = draft.provider ?? guessed ?? null;
  const provider = providers.find(({ id }) => id === chosen);
  const needsHost = provider?.host === 'needed';
  return (
    <>
      <Select
        label="Provider"
        description={draft.provider === undefined && guessed !== undefined ? 'By its shape; choose another if that is wrong.' : undefined}
        placeholder="Recognised by the value"
        data={providers.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        searchable
        nothingFoundMessage="No provider has that name"
        onChange={(value) => onChange({ provider: value ?? undefined })}
      />
      {provider !== undefined && provider.host !== 'none' && (
        <TextInput
          type="url"
          inputMode="url"
          label="Host"
          description={needsHost ? 'Where it was issued.' : `Only where it is not ${provider.defaultHost ?? 'the usual one'}.`}
          placeholder="https://git.example.org"
          required={needsHost}
          value={draft.host}
          onChange={(event) => onChange({ host: event.currentTarget.value })}
        />
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
