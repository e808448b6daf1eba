import { BrowserWindow, dialog, type WebContents } from 'electron';

/** Has the person choose, in front of the page that asked. Undefined where they chose nothing. */
export async function choosePath(page: WebContents | undefined, what: 'file' | 'folder'): Promise<string | undefined> {
  const options: Electron.OpenDialogOptions = {
    // Much of what is looked for begins with a dot.
    properties: [what === 'file' ? 'openFile' : 'openDirectory', 'showHiddenFiles', 'dontAddToRecent'],
  };
  const parent = page === undefined ? null : BrowserWindow.fromWebContents(page);
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? undefined : filePaths[0];
}

/** The same of a file that is to be written. */
export async function chooseNewFile(page: WebContents | undefined, name = ''): Promise<string | undefined> {
  const options: Electron.SaveDialogOptions = {
    defaultPath: name,
    properties: ['showHiddenFiles', 'createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  };
  const parent = page === undefined ? null : BrowserWindow.fromWebContents(page);
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options));
  return canceled || filePath === '' ? undefined : filePath;
}
