import type { OperatingAnswers } from '../../shared/commands/operating.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { Updating } from '../services/updating.ts';

interface Needs {
  readonly updating: Updating;
}

export const operatingHandlers = ({ updating }: Needs): Pick<Handlers, keyof OperatingAnswers> => ({
  update: ({ act }) => (act === 'look' ? updating.look() : updating.install()),
});
