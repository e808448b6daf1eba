import { TextInput } from '@mantine/core';
import { useState, type ClipboardEvent, type Ref } from 'react';

interface SecretInputProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly onTyped?: () => void;
}

/**
 * A masked field that React never knows the content of: it is read once and wiped by {@link takeSecret}. One line holds no line break
 * and would drop it in silence, so a paste with one inside is not taken at all.
 */
export function SecretInput({ ref, label, description, required = false, onTyped }: SecretInputProps) {
  const [broken, setBroken] = useState(false);
  const onPaste = (event: ClipboardEvent): void => {
    const hasBreak = /\S[\r\n]+\s*\S/.test(event.clipboardData.getData('text'));
    if (hasBreak) event.preventDefault();
    setBroken(hasBreak);
  };
  return (
    <TextInput
      ref={ref}
      type="password"
      label={label}
      description={description}
      required={required}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      error={
        broken
          ? 'The paste has a line break inside and was not taken. Copy it again, or use the clipboard button.'
          : undefined
      }
      onPaste={onPaste}
      onInput={onTyped}
    />
  );
}

/** Reads a masked field and wipes it in the same breath. */
export function takeSecret(field: HTMLInputElement | null): string {
  if (field === null) return '';
  const text = field.value;
  field.value = '';
  return text;
}
