// `node build/session-keyring.mjs lock|unlock`, inside build/desktop-session: locks or unlocks the session's own login
// keyring with no prompt, as a user's screen lock and password would.
import dbus from '@httptoolkit/dbus-native';

const service = '/org/freedesktop/secrets';
const login = `${service}/collection/login`;
const bus = dbus.sessionBus();

function call(iface, member, signature, ...body) {
  const message = { destination: 'org.freedesktop.secrets', path: service, interface: iface, member, signature, body };
  return new Promise((resolve, reject) => {
    bus.invoke(message, (error, ...answer) => (error ? reject(new Error(`${member} was refused`)) : resolve(answer)));
  });
}

// gnome-keyring's own interface; the Secret Service has none that takes a password. Secrets travel inside a session,
// which lives as long as the connection that opened it.
async function unlock(password) {
  const [, session] = await call('org.freedesktop.Secret.Service', 'OpenSession', 'sv', 'plain', ['s', '']);
  const secret = [session, Buffer.alloc(0), Buffer.from(password), 'text/plain'];
  const iface = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface';
  await call(iface, 'UnlockWithMasterPassword', 'o(oayays)', login, secret);
}

const act = process.argv[2];
if (act === 'lock') await call('org.freedesktop.Secret.Service', 'Lock', 'ao', [login]);
else if (act === 'unlock') await unlock(process.env.TOKENKEEP_SESSION_KEYRING_PASSWORD);
else throw new Error('usage: session-keyring.mjs lock|unlock');
process.exit(0);
