import 'reflect-metadata';
import { OptionalNumber, OptionalPart, OptionalParts, OptionalText, OptionalTexts } from './rules.js';
import { validateDocument } from './validate-document.js';

class Part {
  @OptionalNumber(0, 1)
  share?: number;
}

class Whole {
  @OptionalText(10)
  name?: string;

  @OptionalText(10, { nullable: true })
  notes?: string | null;

  @OptionalTexts(2)
  tags?: string[];

  @OptionalPart(Part)
  part?: Part;

  @OptionalParts(Part, 2)
  parts?: Part[];
}

describe('a member that is null', () => {
  it('is as one that is left out, also of a part', () => {
    const { document, faults } = validateDocument(Whole, {
      ...{ name: null, tags: null, part: { share: null }, parts: [{ share: null }] },
    });
    expect(faults).toEqual([]);
    expect(document).toEqual({ part: {}, parts: [{}] });
    expect(validateDocument(Whole, { part: null, parts: null }).document).toEqual({});
  });

  it('stays where null is a value of it', () => {
    expect(validateDocument(Whole, { notes: null }).document).toEqual({ notes: null });
  });

  it('is a fault in a list', () => {
    const { faults } = validateDocument(Whole, { tags: [null], parts: [null] });
    expect(faults.map(({ path }) => path)).toEqual(['/tags', '/parts/0']);
  });
});
