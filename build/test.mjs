// `npm test [-- what vitest takes]`, and with `--soak` the long tests instead. Ends with one line that sums all suites:
// N passed, N failed, N skipped.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { at, toolNode } from './paths.mjs';
import { run, stopWith } from './run.mjs';

const given = process.argv.slice(2);
const soak = given.includes('--soak');
const filters = given.filter((argument) => argument !== '--soak');
const suites = soak ? ['soak'] : ['unit', 'session'];

// Vaults are started by the hundred, and to read the same modules anew was a third of each start.
process.env.NODE_COMPILE_CACHE ??= at('out', 'compile-cache');

try {
  const ran = [];
  for (const suite of suites) ran.push(await runSuite(suite));
  const counts = sum(ran);
  for (const name of ran.flatMap(({ names }) => names)) console.log(`failed: ${name}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
} catch (error) {
  stopWith(error);
}

async function runSuite(suite) {
  const inDesktop = suite !== 'unit';
  if (inDesktop && process.platform !== 'linux') return cannotRun(suite);
  console.log(`test: ${suite}`);
  mkdirSync(at('out', 'reports'), { recursive: true });
  if (suite !== 'session') return runVitest(suite, suite, []);
  // Each half in a desktop of its own. Two that wrote at once could not be read, so one is shown when it is over.
  const log = at('out', 'reports', 'session-2.log');
  const file = openSync(log, 'w');
  const halves = await Promise.all([
    runVitest(suite, 'session-1', ['--shard=1/2']),
    runVitest(suite, 'session-2', ['--shard=2/2'], { stdio: ['ignore', file, file] }),
  ]);
  closeSync(file);
  console.log(readFileSync(log, 'utf8'));
  return sum(halves);
}

async function runVitest(suite, name, options, spawning) {
  const report = at('out', 'reports', `${name}.json`);
  rmSync(report, { force: true });
  const vitest = [
    toolNode(),
    at('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    suite,
    '--passWithNoTests',
  ];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const [command, ...args] = [
    ...(suite === 'unit' ? [] : [at('build', 'desktop-session')]),
    ...vitest,
    ...reporters,
    ...options,
    ...filters,
  ];
  const status = await run(command, args, spawning);
  return countsOf(report, status);
}

function sum(all) {
  const total = (kind) => all.reduce((count, each) => count + each[kind], 0);
  const names = all.flatMap((each) => each.names);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped'), names };
}

/** Not silently: on a developer's own machine it is said, in CI it is a failure. */
function cannotRun(suite) {
  console.log(`test: ${suite}: not run, it needs the private desktop, which is for Linux`);
  return { passed: 0, failed: process.env.CI ? 1 : 0, skipped: 0, names: [] };
}

function countsOf(report, status) {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = readReport(report);
  // A file that failed while loading, or in a hook, has no failed test to show for it.
  const failedIn = ({ status: file, assertionResults }) =>
    assertionResults.filter((test) => test.status === 'failed').length || (file === 'failed' ? 1 : 0);
  const failed = testResults.reduce((sum, file) => sum + failedIn(file), 0);
  // Nor has an error outside all tests, or a run that never came to its report.
  const unexplained = status !== 0 && failed === 0 ? 1 : 0;
  // Said again at the end: the reports of two halves are long, and the first failure may explain the rest.
  const names = testResults
    .filter((file) => failedIn(file) > 0)
    .flatMap(({ name, assertionResults }) => {
      const tests = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => fullName);
      return [relative(at(), name), ...tests.map((test) => `  ${test}`)];
    });
  return { passed: numPassedTests, failed: failed + unexplained, skipped: numPendingTests + numTodoTests, names };
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}
