/** What decides where a vault lives. `flag` is `--home`. */
export interface HomeFacts {
  readonly flag?: string | undefined;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
}

/**
 * The folder of the vault: `--home`, else TOKENKEEP_HOME, else the platform's place for a program's data. It may be relative where a
 * person wrote it so; the caller resolves it. No imports here, so that the CLI starts quickly and still finds what the app finds.
 */
export function homeFolder({ flag, platform, env, homedir }: HomeFacts): string {
  const told = flag ?? env['TOKENKEEP_HOME'];
  if (told !== undefined && told !== '') return told;
  if (platform === 'win32') return `${env['APPDATA'] ?? `${homedir}\\AppData\\Roaming`}\\Tokenkeep`;
  if (platform === 'darwin') return `${homedir}/Library/Application Support/Tokenkeep`;
  return `${dataHome(env['XDG_DATA_HOME']) ?? `${homedir}/.local/share`}/tokenkeep`;
}

/** The XDG base directory rules say that a relative path there is to be ignored. */
function dataHome(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true ? path : undefined;
}
