// The app of `npm run demo`, on the home that is named to it.
import { electronArguments, electronRuntime } from './electron-runtime.mjs';
import { run, stopWith } from './run.mjs';

try {
  process.exit(await run(electronRuntime().path, electronArguments([`--home=${process.argv[2]}`, '--open'])));
} catch (error) {
  stopWith(error);
}
