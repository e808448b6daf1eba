import type { FindingAnswers } from '../../shared/commands/finding.ts';
import type { Handlers } from '../../shared/contract.ts';
import { succeeded } from '../../shared/result.ts';
import type { Importing } from '../services/importing.ts';
import type { Scanning } from '../services/scanning.ts';

interface Needs {
  readonly scanning: Scanning;
  readonly importing: Importing;
}

export const findingHandlers =
  ({ scanning, importing }: Needs) =>
  (actor: string): Pick<Handlers, keyof FindingAnswers> => ({
    scan: (input) => scanning.begin(input, actor),
    scanNews: ({ id }) => scanning.news(id),
    scanCancel: async ({ id }) => succeeded({ cancelled: scanning.cancel(id) }),
    importPreview: importing.preview,
    importFile: (input) => importing.take(input, actor),
  });
