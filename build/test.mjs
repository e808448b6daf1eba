// `npm test [-- what vitest takes]`, and with `--soak` the long tests instead. Ends with one line that sums all suites:
// N passed, N failed, N skipped.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { at, toolNode } from './paths.mjs';
import { run, stopWith } from './run.mjs';

const given = process.argv.slice(2);
const soak = given.includes('--soak');
const filters = given.filter((argument) => argument !== '--soak');
const suites = soak ? ['soak'] : ['unit', 'session'];

try {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of suites) {
    for (const [kind, count] of Object.entries(await runSuite(suite))) counts[kind] += count;
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
} catch (error) {
  stopWith(error);
}

async function runSuite(suite) {
  const inDesktop = suite !== 'unit';
  if (inDesktop && process.platform !== 'linux') return cannotRun(suite);
  console.log(`test: ${suite}`);
  const report = at('out', 'reports', `${suite}.json`);
  rmSync(report, { force: true });
  mkdirSync(at('out', 'reports'), { recursive: true });
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
    ...(inDesktop ? [at('build', 'desktop-session')] : []),
    ...vitest,
    ...reporters,
    ...filters,
  ];
  const status = await run(command, args);
  return countsOf(report, status);
}

/** Not silently: on a developer's own machine it is said, in CI it is a failure. */
function cannotRun(suite) {
  console.log(`test: ${suite}: not run, it needs the private desktop, which is for Linux`);
  return { failed: process.env.CI ? 1 : 0 };
}

function countsOf(report, status) {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = readReport(report);
  // A file that failed while loading, or in a hook, has no failed test to show for it.
  const failedIn = ({ status: file, assertionResults }) =>
    assertionResults.filter((test) => test.status === 'failed').length || (file === 'failed' ? 1 : 0);
  const failed = testResults.reduce((sum, file) => sum + failedIn(file), 0);
  // Nor has an error outside all tests, or a run that never came to its report.
  const unexplained = status !== 0 && failed === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: failed + unexplained, skipped: numPendingTests + numTodoTests };
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}
