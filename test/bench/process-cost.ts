import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, in which the kernel counts CPU time. */
const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html fields 4, 14 and 15 */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}

/** A process and all that descend from it. */
function treeOf(root: number): readonly Stat[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

export interface Cost {
  /** Proportional set size in MiB: shared pages are split among those who share them. */
  readonly pssMb: number;
  /** Seconds on a CPU since its start. */
  readonly cpuSeconds: number;
  readonly processes: number;
}

export function costOf(root: number): Cost {
  const tree = treeOf(root);
  const pssKb = tree.reduce((sum, { pid }) => sum + pssOf(pid), 0);
  return {
    pssMb: pssKb / 1024,
    cpuSeconds: tree.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS,
    processes: tree.length,
  };
}

function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
