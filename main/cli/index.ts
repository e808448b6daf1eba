import type { Context } from './context.ts';
import { quickGet, type Quick } from './quick-get.ts';

// A reader that has gone, such as `head`, wants no more; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.stderr.on('error', () => undefined);

void begin(process.argv.slice(2), import.meta.filename);

async function begin(argv: readonly string[], entry: string): Promise<void> {
  const quick = quickGet(argv);
  process.exitCode = quick === undefined ? await parse(argv, entry) : await runQuick(quick, entry);
}

async function parse(argv: readonly string[], entry: string): Promise<number> {
  const { run } = await import('./program.ts');
  return run(argv, entry);
}

const acts: Readonly<Record<Quick['command'], (context: Context, operand: string) => Promise<number>>> = {
  get: async (context, name) => (await import('./commands/use.ts')).get(context, name, {}),
  'git-credential': async (context, act) => (await import('./commands/git-credential.ts')).gitCredential(context, act),
  'docker-credential': async (context, act) =>
    (await import('./commands/docker-credential.ts')).dockerCredential(context, act),
};

async function runQuick({ command, operand, options }: Quick, entry: string): Promise<number> {
  const { contextOf } = await import('./context.ts');
  return acts[command](contextOf(options, entry), operand);
}
