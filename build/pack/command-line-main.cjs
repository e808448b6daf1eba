// The only program that the packed `tokenkeep` can run.
const { realpathSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const folder = path.dirname(realpathSync(process.execPath));
const resources = process.platform === 'darwin' ? path.join(folder, '..', 'Resources') : path.join(folder, 'resources');
const entry = path.join(resources, 'app.asar.unpacked', 'out', 'tokenkeep');
// Started by itself it is given its own first file, as any Node would be.
if (process.argv[2] === entry) process.argv.splice(2, 1);
process.argv[1] = entry;
createRequire(entry)(entry);
