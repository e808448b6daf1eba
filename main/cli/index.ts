import { quickGet } from './quick-get.ts';

// A reader that has gone, such as `head`, wants no more; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.stderr.on('error', () => undefined);

void begin(process.argv.slice(2), import.meta.filename);

async function begin(argv: readonly string[], entry: string): Promise<void> {
  const quick = quickGet(argv);
  process.exitCode = quick === undefined ? await parse(argv, entry) : await get(quick, entry);
}

async function parse(argv: readonly string[], entry: string): Promise<number> {
  const { run } = await import('./program.ts');
  return run(argv, entry);
}

async function get({ name, options }: NonNullable<ReturnType<typeof quickGet>>, entry: string): Promise<number> {
  const [use, { contextOf }] = await Promise.all([import('./commands/use.ts'), import('./context.ts')]);
  return use.get(contextOf(options, entry), name, {});
}
