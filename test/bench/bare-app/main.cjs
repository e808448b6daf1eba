// The least that can be called a tray app: what ours is measured against.
const { app, BrowserWindow, Menu, nativeImage, Tray } = require('electron');
const path = require('node:path');

const icon = path.join(__dirname, '..', '..', '..', 'build', 'icons', 'tray-well@2x.png');
let tray;

app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  tray = new Tray(nativeImage.createFromPath(icon));
  tray.setToolTip('Bare');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
});

// A window with static text, made when it is asked for.
app.on('activate', () => {
  const window = new BrowserWindow({ show: false, width: 1120, height: 760 });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`data:text/html,<title>Bare</title><h1>Tokens</h1>${'<p>service-1 Valid GitHub</p>'.repeat(20)}`);
});
