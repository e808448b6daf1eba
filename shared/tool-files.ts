interface AskingTool {
  readonly file: RegExp;
  /** As `setup` calls it. */
  readonly tool: string;
  /** It is told which token it gets; git and docker say themselves what they need. */
  readonly isNamed: boolean;
}

const TOOLS: readonly AskingTool[] = [
  { file: /[\\/](?:\.git-credentials|git[\\/]credentials)$/, tool: 'git', isNamed: false },
  { file: /[\\/]\.docker[\\/]config\.json$/, tool: 'docker', isNamed: false },
  { file: /[\\/]\.?npmrc$/, tool: 'npm', isNamed: true },
  { file: /[\\/]gh[\\/]hosts\.yml$/, tool: 'gh', isNamed: true },
  { file: /[\\/]\.kube[\\/]config$/, tool: 'kubectl', isNamed: true },
  { file: /[\\/]\.aws[\\/]credentials$/, tool: 'aws', isNamed: true },
  { file: /[\\/]pip\.(?:conf|ini)$/, tool: 'pip', isNamed: true },
  { file: /[\\/]\.cargo[\\/]credentials\.toml$/, tool: 'cargo', isNamed: true },
  { file: /[\\/]credentials\.tfrc\.json$/, tool: 'terraform', isNamed: true },
];

interface KeptFrom {
  readonly label: string;
  readonly file: string;
}

export interface Asking {
  readonly tool: string;
  /** The token that it is given, where it has to be told. */
  readonly label: string | undefined;
  /** What a person types to have it so. */
  readonly command: string;
}

/** The tools that kept these in files and can ask Tokenkeep instead; each once. */
export function askingTools(kept: readonly KeptFrom[]): readonly Asking[] {
  const asking = TOOLS.flatMap(({ file, tool, isNamed }) =>
    kept
      .filter((each) => file.test(each.file))
      .map(({ label }): Asking => ({
        tool,
        label: isNamed ? label : undefined,
        command: `tokenkeep setup ${tool}${isNamed ? ` ${quoted(label)}` : ''}`,
      })),
  );
  return [...new Map(asking.map((each) => [each.command, each])).values()];
}

const quoted = (label: string): string =>
  /^[\w@%+=:,./-]+$/.test(label) ? label : `'${label.replaceAll("'", String.raw`'\''`)}'`;
