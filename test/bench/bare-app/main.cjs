// The least that can be called a tray app: what ours is measured against.
const { app, Menu, nativeImage, Tray } = require('electron');
const path = require('node:path');

const icon = path.join(__dirname, '..', '..', '..', 'build', 'icons', 'tray-well@2x.png');
let tray;

app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  tray = new Tray(nativeImage.createFromPath(icon));
  tray.setToolTip('Bare');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
});
