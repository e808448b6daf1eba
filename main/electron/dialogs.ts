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
