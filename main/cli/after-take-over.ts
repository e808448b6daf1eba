import { askingTools } from '../../shared/tool-files.ts';
import type { TookOver } from '../../shared/commands/discover.ts';
import { setup } from './commands/setup.ts';
import type { Context } from './context.ts';
import { confirm } from './hidden-prompt.ts';
import { hint, plain } from './speak.ts';

/** The tools whose values were taken over can ask here instead. Each change is shown, and made on a yes. */
export async function offerHelpers(context: Context, { kept }: TookOver, isWanted: boolean): Promise<void> {
  for (const { tool, label, command } of askingTools(kept)) {
    // Its answer is a document of its own.
    const makes =
      !context.json && (isWanted || (context.interactive && (await confirm(plain(`Have ${tool} ask here instead?`)))));
    if (makes) await setup(context, tool, label, isWanted ? { yes: true } : {});
    else hint(`let ${tool} ask here instead: ${plain(command)}`);
  }
}
