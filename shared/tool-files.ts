/** Files whose program can ask us in their stead, by how `setup` calls it. */
const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/[\\/](?:\.git-credentials|git[\\/]credentials)$/, 'git'],
  [/[\\/]\.docker[\\/]config\.json$/, 'docker'],
  [/[\\/]\.?npmrc$/, 'npm'],
  [/[\\/]gh[\\/]hosts\.yml$/, 'gh'],
  [/[\\/]\.kube[\\/]config$/, 'kubectl'],
  [/[\\/]\.aws[\\/]credentials$/, 'aws'],
  [/[\\/]pip\.(?:conf|ini)$/, 'pip'],
  [/[\\/]\.cargo[\\/]credentials\.toml$/, 'cargo'],
  [/[\\/]credentials\.tfrc\.json$/, 'terraform'],
];

/** The tools that kept something in these files and can ask Tokenkeep instead. */
export const askingTools = (files: readonly string[]): readonly string[] =>
  TOOLS.filter(([shape]) => files.some((file) => shape.test(file))).map(([, tool]) => tool);
