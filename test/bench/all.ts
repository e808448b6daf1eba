import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Bench, Measured } from './bench.ts';

const INDEX = path.join(import.meta.dirname, 'index.ts');
const OUT = path.resolve(import.meta.dirname, '../../out/bench.json');

type Row = { readonly name: string; readonly about: string } & (Measured | { readonly failed: string });

/** Each bench in a process of its own, one after the other; what they found goes into `out/bench.json`. Answers the report. */
export async function runAll(benches: readonly Bench[], say: (line: string) => void): Promise<string> {
  const rows: Row[] = [];
  for (const { name, about } of benches) {
    say(`${name}: ${about}`);
    rows.push({ name, about, ...(await measured(name)) });
  }
  const [{ model = 'unknown' } = {}] = cpus();
  const machine = { cpu: model, cpus: cpus().length, node: process.version, at: new Date().toISOString() };
  mkdirSync(path.dirname(OUT), { recursive: true });
  writeFileSync(OUT, `${JSON.stringify({ machine, benches: rows }, undefined, 2)}\n`);
  return [
    `${machine.cpu}, ${machine.cpus} processors, Node ${machine.node}, ${machine.at}`,
    '',
    ...table(rows),
    '',
  ].join('\n');
}

async function measured(name: string): Promise<Measured | { readonly failed: string }> {
  const child = spawn(process.execPath, [INDEX, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const last = said.trim().split('\n').at(-1) ?? '';
  if (child.exitCode !== 0 || !last.startsWith('{'))
    return { failed: `ended with ${child.exitCode ?? child.signalCode}` };
  const { name: _name, ...found } = JSON.parse(last) as Measured & { readonly name: string };
  return found;
}

function table(rows: readonly Row[]): readonly string[] {
  const cells = rows.map((row) =>
    'failed' in row
      ? [row.name, '-', row.failed, '', '']
      : [row.name, String(row.ratio), `${row.value} ${row.unit}`, row.against, detailOf(row)],
  );
  const all = [['bench', 'ratio', 'value', 'against', 'and'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const detailOf = ({ detail }: Measured): string =>
  Object.entries(detail)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
