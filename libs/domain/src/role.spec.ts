import { isAtLeast, ROLES } from './role.js';

test('each role has what those before it have, and none has what a later one has', () => {
  const allowed = ROLES.map((role) => ROLES.filter((least) => isAtLeast(role, least)));
  expect(allowed).toEqual([
    ['viewer'],
    ['viewer', 'trader'],
    ['viewer', 'trader', 'operator'],
    ['viewer', 'trader', 'operator', 'admin'],
  ]);
});
