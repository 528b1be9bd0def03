import { Shutdown } from './shutdown.js';

it('closes what was opened in the opposite order, once', async () => {
  const shutdown = new Shutdown();
  const closed: string[] = [];
  for (const name of ['stores', 'app'])
    await shutdown.open(Promise.resolve(name), (opened) => void closed.push(opened));
  await Promise.all([shutdown.run(), shutdown.run()]);
  expect(closed).toEqual(['app', 'stores']);
  expect(shutdown.hasBegun).toBe(true);
});

it('waits for what is still opening, then closes it', async () => {
  const shutdown = new Shutdown();
  const closed: string[] = [];
  let finish = (_name: string): void => undefined;
  const opening = new Promise<string>((resolve) => (finish = resolve));
  void shutdown.open(opening, (opened) => void closed.push(opened));
  const stopped = shutdown.run();
  finish('late');
  await stopped;
  expect(closed).toEqual(['late']);
});

it('has nothing to close where opening failed', async () => {
  const shutdown = new Shutdown();
  const opening = shutdown.open(Promise.reject(new Error('no')), () => {
    throw new Error('must not be called');
  });
  await expect(opening).rejects.toThrow('no');
  await expect(shutdown.run()).resolves.toBeUndefined();
});

it('in a hurry leaves what can be cut short, and still closes the rest', async () => {
  const shutdown = new Shutdown();
  const closed: string[] = [];
  await shutdown.open(Promise.resolve(), () => void closed.push('stores'));
  await shutdown.open(Promise.resolve(), () => new Promise(() => undefined), { canWait: true });
  const stopped = shutdown.run();
  shutdown.hurry();
  await stopped;
  expect(closed).toEqual(['stores']);
});
