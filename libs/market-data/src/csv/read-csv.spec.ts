import { Readable } from 'node:stream';
import fc from 'fast-check';
import { readCsv, type CsvSource } from './read-csv.js';

async function read(source: CsvSource) {
  const rows = new Map<number, readonly string[]>();
  const broken = new Map<number, string>();
  let calls = 0;
  await readCsv(source, {
    row: (line, cells) => void (rows.set(line, cells), (calls += 1)),
    broken: (line, reason) => void (broken.set(line, reason), (calls += 1)),
  });
  return { rows, broken, calls };
}

describe('readCsv', () => {
  it('numbers the lines as an editor does', async () => {
    const { rows } = await read('a,b\r\n\r\n1,2\r\n\r\n\r\n3,4');
    expect([...rows]).toEqual([
      [1, ['a', 'b']],
      [3, ['1', '2']],
      [6, ['3', '4']],
    ]);
  });

  it('reads quotes, also around the separator', async () => {
    const { rows, broken } = await read('"a";"b;c"\n"1" ; "2,5"\n"x""y";');
    expect([...rows.values()]).toEqual([
      ['a', 'b;c'],
      ['1', '2,5'],
      ['x"y', ''],
    ]);
    expect(broken.size).toBe(0);
  });

  it('reports a line whose quotes make no sense, and only that line', async () => {
    const { rows, broken } = await read('a,b\n1,"2\n3,4\n"5"6,7\n8,9');
    expect([...rows.keys()]).toEqual([1, 3, 5]);
    expect([...broken.keys()]).toEqual([2, 4]);
  });

  it('reports a line without end and reads on after it', async () => {
    const { rows, broken } = await read(`a,b\n${'x'.repeat(250_000)}\n3,4`);
    expect([...rows.keys()]).toEqual([1, 3]);
    expect([...broken]).toEqual([[2, 'the line is too long']]);
  });

  it('reads the same however the file is cut into pieces', async () => {
    const bytes = Buffer.from('\uFEFFa,ü\r\n1,2\r\n\r\n3,"4"');
    const whole = await read(bytes);
    expect([...whole.rows]).toEqual([
      [1, ['a', 'ü']],
      [2, ['1', '2']],
      [4, ['3', '4']],
    ]);
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await read(Readable.from(pieces))).toEqual(whole);
  });

  it('accounts for every line of any text that is not blank', async () => {
    const line = fc.stringMatching(/^[a-c1-3",; ]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (lines) => {
        const { rows, broken, calls } = await read(lines.join('\n'));
        lines.forEach((text, index) => {
          if (text.trim() !== '') expect(rows.has(index + 1) || broken.has(index + 1)).toBe(true);
        });
        expect(calls).toBe(rows.size + broken.size);
      }),
      { numRuns: 300 },
    );
  });
});
