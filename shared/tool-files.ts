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

/** What a person types so that the tools which kept these in files ask Tokenkeep instead. */
export function helperCommands(kept: readonly KeptFrom[]): readonly string[] {
  const commands = TOOLS.flatMap(({ file, tool, isNamed }) =>
    kept
      .filter((each) => file.test(each.file))
      .map(({ label }) => `tokenkeep setup ${tool}${isNamed ? ` ${quoted(label)}` : ''}`),
  );
  return [...new Set(commands)];
}

const quoted = (label: string): string =>
  /^[\w@%+=:,./-]+$/.test(label) ? label : `'${label.replaceAll("'", String.raw`'\''`)}'`;
