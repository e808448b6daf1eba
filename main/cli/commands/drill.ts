import type { DrillName, DrillReport, DrillStep } from '../../../shared/drill.ts';
import type { Context } from '../context.ts';
import { actWords, lossWords, mishapWords } from '../drill-words.ts';
import { exits, type Exit } from '../exit-status.ts';
import { loadHeadless } from '../headless-bundle.ts';
import { answer, answerJson } from '../speak.ts';

export async function drill(context: Context, mishap: DrillName): Promise<Exit> {
  const report = await loadHeadless(context).rehearse(mishap);
  if (context.json) answerJson(report);
  else answer(reportLines(report));
  return report.held ? exits.done : exits.failed;
}

function reportLines({ drill: mishap, tokens, steps, lost, held, tookMs }: DrillReport): string {
  return [
    `drill: ${mishapWords[mishap]} (a vault of ${tokens} tokens, thrown away)`,
    ...steps.map(stepLine),
    ...(lost.length === 0 ? ['lost  nothing'] : lost.map((loss) => `lost  ${lossWords(loss)}`)),
    `${held ? 'held' : 'did not hold'}, ${secondsOf(tookMs)}`,
    '',
  ].join('\n');
}

const stepLine = ({ act, held, tookMs }: DrillStep): string =>
  `${held ? 'ok  ' : 'NO  '}  ${secondsOf(tookMs).padStart(7)}  ${actWords[act]}`;

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
