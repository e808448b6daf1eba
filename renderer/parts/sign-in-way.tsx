import { Radio, Stack } from '@mantine/core';
import type { SignInHow } from '../../shared/commands/sign-in.ts';

const WAYS = [
  { value: 'browser', label: 'In the browser', description: 'On this computer.' },
  {
    value: 'device',
    label: 'With a code',
    description: 'Typed on another device, or where no browser can come back here.',
  },
  { value: 'client', label: 'With no person', description: 'The client signs itself in with its secret.' },
] as const satisfies readonly { readonly value: SignInHow; readonly label: string; readonly description: string }[];

interface SignInWayProps {
  readonly how: SignInHow;
  readonly onChange: (how: SignInHow) => void;
}

export function SignInWay({ how, onChange }: SignInWayProps) {
  const choose = (value: string): void => onChange(WAYS.find((way) => way.value === value)?.value ?? how);
  return (
    <Radio.Group label="How" value={how} onChange={choose}>
      <Stack gap={8} mt={4}>
        {WAYS.map((way) => (
          <Radio key={way.value} {...way} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
