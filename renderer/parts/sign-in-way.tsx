import { Radio, Stack } from '@mantine/core';
import type { SignInHow } from '../../shared/commands/sign-in.ts';
import { useSpoken } from '../speaking.ts';

const WAYS = ['browser', 'device', 'client'] as const satisfies readonly SignInHow[];

interface SignInWayProps {
  readonly how: SignInHow;
  readonly onChange: (how: SignInHow) => void;
}

export function SignInWay({ how, onChange }: SignInWayProps) {
  const { signIn } = useSpoken().text;
  const choose = (value: string): void => onChange(WAYS.find((way) => way === value) ?? how);
  return (
    <Radio.Group label={signIn.how} value={how} onChange={choose}>
      <Stack gap={8} mt={4}>
        {WAYS.map((way) => (
          <Radio key={way} value={way} label={signIn.ways[way].label} description={signIn.ways[way].means} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
