import { useRef, useState } from 'react';
import { takeSecret, type SecretField } from './parts/secret-input.tsx';

/** The masked fields of a provider. Taken, they are empty, and new inputs stand in their place. */
export function useSecretFields() {
  const secrets = useRef(new Map<string, SecretField>());
  const [turn, setTurn] = useState(0);
  const take = (): { readonly fields?: Record<string, string> } => {
    const taken = [...secrets.current]
      .map(([key, field]) => [key, takeSecret(field)] as const)
      .filter(([, text]) => text !== '');
    setTurn((before) => before + 1);
    return taken.length === 0 ? {} : { fields: Object.fromEntries(taken) };
  };
  return { secrets, turn, take };
}
