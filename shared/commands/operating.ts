import { z } from 'zod';
import type { UpdateState } from '../update.ts';

/** What keeps the program itself going. */
export const operatingCommands = {
  /** `look` asks whether there is a newer version and fetches it; `install` puts it in place once no act at an issuer is open, and starts it. */
  update: z.strictObject({ act: z.enum(['look', 'install']).default('look') }),
} as const;

export interface OperatingAnswers {
  update: UpdateState;
}
