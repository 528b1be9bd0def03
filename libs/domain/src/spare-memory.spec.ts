import { giveMemoryBack, takeMemory } from './spare-memory.js';

describe('spare memory', () => {
  it('is used again for as much or a little less', () => {
    const memory = takeMemory(4000);
    giveMemoryBack([memory]);
    expect(takeMemory(3000)).toBe(memory);
  });

  it('is given to one user only', () => {
    giveMemoryBack([takeMemory(5000)]);
    expect(takeMemory(5000)).not.toBe(takeMemory(5000));
  });

  it('is not used for far less', () => {
    giveMemoryBack([takeMemory(50_000)]);
    expect(takeMemory(10).byteLength).toBe(10);
  });

  it('is not hoarded', () => {
    const large = new ArrayBuffer(129 * 2 ** 20);
    giveMemoryBack([large]);
    expect(takeMemory(large.byteLength)).not.toBe(large);
  });
});
