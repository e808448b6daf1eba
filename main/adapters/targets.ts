import { failed, succeeded } from '../../shared/result.ts';
import { targetWords } from '../../shared/target.ts';
import type { Targets } from '../domain/ports.ts';
import { runWith } from './target-command.ts';
import { settleFile, writeInFile } from './target-file.ts';

export function createTargets(): Targets {
  return {
    async write(target, value) {
      const written = await value.use((text) =>
        target.kind === 'command' ? runWith(target.argv, text) : writeInFile(target, text),
      );
      return written.ok
        ? succeeded(undefined)
        : failed({ code: 'target-failed', target: targetWords(target), reason: written.failure });
    },
    async settle(target) {
      if (target.kind !== 'command') await settleFile(target);
    },
  };
}
