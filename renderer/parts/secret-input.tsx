import { Textarea, TextInput } from '@mantine/core';
import { useState, type ClipboardEvent, type Ref } from 'react';
import { useSpoken } from '../speaking.ts';

/** What holds a value for a moment, and can be emptied. */
export interface SecretField {
  value: string;
}

interface SecretInputProps {
  readonly ref: Ref<SecretField>;
  readonly label: string;
  readonly description?: string | undefined;
  readonly required?: boolean;
  /** Its content has several lines, such as a key in PEM. */
  readonly many?: boolean | undefined;
  /** False for what is no secret: it is seen while it is typed. */
  readonly masked?: boolean;
  readonly placeholder?: string | undefined;
  readonly onTyped?: () => void;
}

const QUIET = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false } as const;

/**
 * A masked field that React never knows the content of: it is read once and wiped by {@link takeSecret}. One line holds no line break
 * and would drop it in silence, so a paste with one inside is not taken at all.
 */
export function SecretInput(props: SecretInputProps) {
  const { ref, label, description, required = false, many = false, masked = true, placeholder, onTyped } = props;
  const { text } = useSpoken();
  const [broken, setBroken] = useState(false);
  const onPaste = (event: ClipboardEvent): void => {
    const hasBreak = /\S[\r\n]+\s*\S/.test(event.clipboardData.getData('text'));
    if (hasBreak) event.preventDefault();
    setBroken(hasBreak);
  };
  const typed = onTyped !== undefined && { onInput: onTyped };
  const common = { label, description, required, placeholder, ...QUIET, ...typed };
  if (many) {
    return <Textarea ref={ref as Ref<HTMLTextAreaElement>} {...common} rows={4} classNames={{ input: 'tk-masked' }} />;
  }
  return (
    <TextInput
      ref={ref as Ref<HTMLInputElement>}
      {...common}
      type={masked ? 'password' : 'text'}
      error={broken ? text.adding.brokenPaste : undefined}
      onPaste={onPaste}
    />
  );
}

/** Reads a masked field and wipes it in the same breath. */
export function takeSecret(field: SecretField | null): string {
  if (field === null) return '';
  const text = field.value;
  field.value = '';
  return text;
}
