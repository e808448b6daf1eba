import { z } from 'zod';
import type { AuditLine } from '../../shared/agent.ts';
import { isoOf } from '../../shared/time.ts';
import type { AuditEntry } from '../domain/storage-ports.ts';

/** Words of an entry are cut to this; a label has at most 200 characters and a folder that asked at most 4,096. */
const MOST_CHARACTERS = 5000;
/** No line becomes longer, even if every character of it has to be escaped. */
export const MOST_LINE_BYTES = 256 * 1024;

const lineSchema = z.object({
  at: z.string(),
  act: z.string(),
  token: z.string().optional(),
  label: z.string().optional(),
  actor: z.string(),
  outcome: z.string(),
});

/** The one place where an entry becomes its line: what proves a line to be whole and in its place goes in here. */
export function lineOf(entry: AuditEntry): string {
  const { at, act, token, label, actor, outcome } = entry;
  const line: AuditLine = {
    at: isoOf(at),
    act: cut(act),
    token,
    label: label && cut(label),
    actor: cut(actor),
    outcome: cut(outcome),
  };
  return `${JSON.stringify(line)}\n`;
}

/** Undefined for a line that a crash or a full disk cut short. */
export function readLine(text: string): AuditLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const cut = (text: string): string => text.slice(0, MOST_CHARACTERS);
