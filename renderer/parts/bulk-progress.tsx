import { Button, Progress } from '@mantine/core';
import { useSpoken } from '../speaking.ts';

interface BulkProgressProps {
  readonly done: number;
  readonly of: number;
  readonly onStop: () => void;
}

export function BulkProgress({ done, of, onStop }: BulkProgressProps) {
  const { text } = useSpoken();
  const said = text.tokens.progress(done, of);
  return (
    <div className="tk-progress">
      <Progress value={(done / of) * 100} aria-label={said} transitionDuration={0} />
      <span className="tk-quiet tk-figures">{said}</span>
      <Button size="xs" variant="default" onClick={onStop}>
        {text.tokens.stop}
      </Button>
    </div>
  );
}
