import type { FindingAnswers } from '../../shared/commands/finding.ts';
import type { Handlers } from '../../shared/contract.ts';
import { succeeded } from '../../shared/result.ts';
import type { Scanning } from '../services/scanning.ts';

interface Needs {
  readonly scanning: Scanning;
}

export const findingHandlers =
  ({ scanning }: Needs) =>
  (actor: string): Pick<Handlers, keyof FindingAnswers> => ({
    scan: (input) => scanning.begin(input, actor),
    scanNews: ({ id }) => scanning.news(id),
    scanCancel: async ({ id }) => succeeded({ cancelled: scanning.cancel(id) }),
  });
