import { get } from './commands/get.ts';
import { contextOf, type Context } from './context.ts';
import { quickGet, type Quick } from './quick-get.ts';

// A reader that has gone, such as `head`, wants no more; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

async function begin(argv: readonly string[], entry: string): Promise<void> {
  const quick = quickGet(argv);
  process.exitCode = quick === undefined ? await parse(argv, entry) : await runQuick(quick, entry);
}

async function parse(argv: readonly string[], entry: string): Promise<number> {
  const { run } = await import('./program.ts');
  return run(argv, entry);
}

const acts: Readonly<Record<Quick['command'], (context: Context, operand: string) => Promise<number>>> = {
  // In this first file, for each further one costs a tool its time.
  get: (context, name) => get(context, name, {}),
  'git-credential': async (context, act) => (await import('./commands/git-credential.ts')).gitCredential(context, act),
  'docker-credential': async (context, act) =>
    (await import('./commands/docker-credential.ts')).dockerCredential(context, act),
};

function runQuick({ command, operand, options }: Quick, entry: string): Promise<number> {
  return acts[command](contextOf(options, entry), operand);
}

void begin(process.argv.slice(2), import.meta.filename);
