// The default app of an Electron distribution that came without one. Makes `electron [switches] [-r MODULE] FOLDER`
// start the app in FOLDER as the official default app does, which is also all that Playwright asks of it.
const { app, dialog } = require('electron');
const Module = require('node:module');
const path = require('node:path');

const { modules, folder } = readArguments(process.argv.slice(1));
process.defaultApp = true;
for (const name of modules) Module._load(name, module);
if (folder === undefined) {
  console.error('usage: electron [-r MODULE] FOLDER');
  app.exit(2);
} else {
  start(path.resolve(folder));
}

function readArguments(given) {
  const found = { modules: [], folder: undefined };
  const rest = given[Symbol.iterator]();
  for (const argument of rest) {
    if (argument === '-r' || argument === '--require') {
      found.modules.push(rest.next().value);
    } else if (!argument.startsWith('-')) {
      found.folder = argument;
      break;
    }
  }
  return found;
}

/** The app takes its name, version and place from its own package.json, and its entry is the process's main module. */
function start(place) {
  try {
    const entry = Module._resolveFilename(place, null, true);
    if (entry !== place) describe(place, require(path.join(place, 'package.json')));
    Module._load(entry, Module, true);
  } catch (error) {
    console.error(error);
    dialog.showErrorBox('The app did not start', String(error));
    app.exit(1);
  }
}

function describe(place, { productName, name, version, desktopName }) {
  app.setName(productName ?? name);
  app.setVersion(version);
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(place);
}
