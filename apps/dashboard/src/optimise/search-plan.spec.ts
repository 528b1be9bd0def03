import { NEW_DRAFT } from '../run-form/run-draft.js';
import { axesOf, countTrials, countValues, NEW_PLAN, toSearchBody } from './search-plan.js';

const document = {
  symbols: ['AAPL'],
  params: { fast: { value: 50, min: 10, max: 100, step: 10 }, slow: { value: 20 } },
};

it('takes the range of a parameter, or makes one around its value', () => {
  expect(axesOf(document)).toEqual({
    fast: { min: 10, max: 100, step: 10 },
    slow: { min: 10, max: 30, step: 3 },
  });
  expect(axesOf({})).toEqual({});
});

it.each([
  [{ min: 10, max: 100, step: 10 }, 10],
  [{ min: 0.1, max: 0.3, step: 0.1 }, 3],
  [{ min: 5, max: 5, step: 1 }, 1],
  [{ min: 5, max: 4, step: 1 }, 0],
  [{ min: 5, max: 9, step: 0 }, 0],
])('counts the values of %j', (axis, count) => {
  expect(countValues(axis)).toBe(count);
});

it('multiplies the axes', () => {
  expect(countTrials(axesOf(document))).toBe(70);
});

it('states folds only for a walk-forward analysis, and never values beside ranges', () => {
  const draft = { ...NEW_DRAFT, params: { fast: 1 } };
  const plan = { ...NEW_PLAN, axes: axesOf(document) };
  expect(toSearchBody(draft, plan, document)).toMatchObject({ params: plan.axes });
  expect(toSearchBody(draft, plan, document)).not.toHaveProperty('walk_forward');
  expect(toSearchBody(draft, { ...plan, method: 'walk_forward' }, document)).toMatchObject({
    walk_forward: { folds: 5 },
  });
});
