import { defineConfig } from 'vitest/config';

const unit = [
  'shared',
  'domain',
  'services',
  'providers',
  'importers',
  'adapters',
  'renderer',
  'laws',
  'support',
  'fuzz',
];
const session = ['keyring', 'electron', 'journeys', 'cli', 'lab', 'scenarios', 'package'];

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      // Generous, since a busy machine is no reason to fail.
      // They share what they import: to read it anew for each file takes longer than most of them run.
      {
        test: { name: 'unit', include: filesIn(unit), isolate: false, testTimeout: 20_000, hookTimeout: 20_000 },
      },
      // These need the private desktop (build/desktop-session) and share it, so they take turns.
      {
        test: {
          name: 'session',
          include: filesIn(session),
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'soak',
          include: filesIn(['soak']),
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

function filesIn(folders: readonly string[]): string[] {
  return folders.map((folder) => `test/${folder}/**/*.test.ts`);
}
