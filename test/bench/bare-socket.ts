// The least that an agent could do: one line in, one line out, and the connection is closed.
import { createServer } from 'node:net';

const [path] = process.argv.slice(2);
const answer = `${JSON.stringify({ ok: true, value: 'x'.repeat(800) })}\n`;
const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('data', () => socket.end(answer));
});
server.listen(path, () => process.send?.('ready'));
process.once('disconnect', () => process.exit(0));
