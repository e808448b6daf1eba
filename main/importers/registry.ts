import type { Importer } from '../domain/importer.ts';
import { bitwarden } from './bitwarden.ts';
import { csv, csvExports } from './csv.ts';
import { dotenv } from './dotenv.ts';
import { kdbx } from './kdbx.ts';
import { onepassword } from './onepassword.ts';
import { toolFiles } from './tool-files.ts';
import { toolLines } from './tool-lines.ts';

/** What is told by its content before what is told by its name. */
export const importers: readonly Importer[] = [
  kdbx,
  onepassword,
  bitwarden,
  ...csvExports,
  ...toolFiles,
  ...toolLines,
  dotenv,
  csv,
];
