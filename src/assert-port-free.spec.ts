import { createServer, type AddressInfo } from 'node:net';
import { assertPortFree } from './assert-port-free.js';

it('says in one line that a port is in use, and nothing when it is free', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const busy = `127.0.0.1:${port} is in use by another program; set PORT (or HOST) to another one`;
  await expect(assertPortFree('127.0.0.1', port)).rejects.toThrow(busy);
  await new Promise((resolve) => server.close(resolve));
  await expect(assertPortFree('127.0.0.1', port)).resolves.toBeUndefined();
});
