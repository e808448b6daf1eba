import { z } from 'zod';
import type { Confidence } from './keeping.ts';
import { path, value, word } from './parts.ts';

/** Files that tokens can be read from: exports of password stores first, then what programs keep for themselves. */
export const IMPORT_KINDS = [
  'bitwarden-json',
  '1password-1pux',
  'kdbx',
  'bitwarden-csv',
  '1password-csv',
  'keepassxc-csv',
  'lastpass-csv',
  'csv',
  'gh',
  'glab',
  'npmrc',
  'netrc',
  'pypirc',
  'pip',
  'docker',
  'kubeconfig',
  'aws',
  'aws-sso',
  'gcloud',
  'azure',
  'terraform',
  'cargo',
  'gem',
  'composer',
  'huggingface',
  'vault-token',
  'fly',
  'vercel',
  'netlify',
  'wrangler',
  'sentry-cli',
  'slack-cli',
  'git-credentials',
  'dotenv',
] as const;

const importKind = z.enum(IMPORT_KINDS);
export type ImportKind = (typeof IMPORT_KINDS)[number];

export type ImportNote =
  /** It names another variable, and is kept as it is written. */
  | 'reference'
  /** The same name stands further down, and that one counts. */
  | 'overruled'
  /** The name is no name of a variable. */
  | 'bad-name'
  /** A quotation mark is never closed. */
  | 'unclosed';

/** What becomes of one row: taken, or why not. */
export type ImportVerdict = 'new' | 'empty' | 'bad-name' | 'overruled' | 'twice' | 'kept-already' | 'name-taken';

/** How a file is to be read. */
const source = {
  file: path,
  from: importKind.optional(),
  passphrase: value.optional(),
  columns: z.strictObject({ name: word, value: word }).optional(),
};

export const importCommands = {
  /** What is in a file, and what an import would make of each row; nothing is stored. */
  importPreview: z.strictObject(source),
  importFile: z.strictObject({
    ...source,
    /** The file as it was shown. */
    mark: z.string().max(100),
    /** Numbers of the rows to take; left out, all that are new. */
    rows: z.array(z.int().min(0)).max(20_000).optional(),
  }),
  /** Takes away the file that was imported, where it is still as it was shown. */
  importRemove: z.strictObject({ file: path, mark: z.string().max(100) }),
} as const;

export interface ImportRow {
  readonly row: number;
  readonly name: string;
  readonly line?: number | undefined;
  readonly length: number;
  readonly provider: string;
  readonly what: string;
  readonly confidence: Confidence;
  readonly verdict: ImportVerdict;
  /** The token that has the value, or the name, already. */
  readonly with?: string | undefined;
  readonly notes: readonly ImportNote[];
}

export interface ImportPreview {
  readonly file: string;
  readonly kind: ImportKind;
  /** Keyed digest of the content: whether it is still the same file. */
  readonly mark: string;
  readonly rows: readonly ImportRow[];
}

export interface ImportReport {
  readonly file: string;
  readonly kind: ImportKind;
  readonly imported: readonly { readonly name: string; readonly id: string }[];
  readonly left: readonly { readonly name: string; readonly why: ImportVerdict }[];
  /** True where others than its owner may read the file. */
  readonly open: boolean;
}

export interface ImportAnswers {
  importPreview: ImportPreview;
  importFile: ImportReport;
  importRemove: { readonly file: string };
}
