import { createConnection } from 'node:net';
import pg from 'pg';
import { createTestDatabase, startTestRedis } from './stores.js';

function ask(url: string, command: string): Promise<string> {
  const { hostname, port, password } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      const answer = chunk.toString().replace('+OK\r\n', '');
      if (answer) {
        socket.destroy();
        resolve(answer.trim());
      }
    });
    socket.write(`AUTH ${password}\r\n${command}\r\n`);
  });
}

it('gives each spec a Redis of its own that keeps its data over a restart', async () => {
  const redis = await startTestRedis({ appendOnly: true });
  await ask(redis.url, 'INCR visits');
  await redis.restart();
  expect(await ask(redis.url, 'INCR visits')).toBe(':2');
  await redis.stop();
  await expect(ask(redis.url, 'PING')).rejects.toThrow('ECONNREFUSED');
});

it('gives each spec an empty database that is gone after drop', async () => {
  const database = await createTestDatabase({ empty: true });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 + 1 AS two');
  await client.end();
  await database.drop();
  expect(rows).toEqual([{ two: 2 }]);
  const gone = new pg.Client({ connectionString: database.url });
  await expect(gone.connect()).rejects.toThrow('does not exist');
});
