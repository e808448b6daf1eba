import { z } from 'zod';
import { isoOf } from '../../shared/time.ts';
import type { AuditEntry } from '../domain/storage-ports.ts';

/** Words of an entry are cut to this; a label has at most 200 characters and a folder that asked at most 4,096. */
const MOST_CHARACTERS = 5000;
/** No line becomes longer, even if every character of it has to be escaped. */
export const MOST_LINE_BYTES = 256 * 1024;

const lineSchema = z.object({
  n: z.int(),
  at: z.string(),
  act: z.string(),
  token: z.string().optional(),
  label: z.string().optional(),
  actor: z.string(),
  outcome: z.string(),
  prev: z.string().optional(),
});

/** As it lies in the file. */
type Stored = z.output<typeof lineSchema>;

/** An entry as JSON at its place in the chain; `prev` where the place before it is not in the log. */
export function spellEntry(entry: AuditEntry, n: number, prev: string | undefined): string {
  const { at, act, token, label, actor, outcome } = entry;
  const line: Stored = {
    n,
    at: isoOf(at),
    act: cut(act),
    token,
    label: label && cut(label),
    actor: cut(actor),
    outcome: cut(outcome),
    prev,
  };
  return JSON.stringify(line);
}

/** Undefined for a line that a crash or a full disk cut short. */
export function readLine(text: string): Stored | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const cut = (text: string): string => text.slice(0, MOST_CHARACTERS);
