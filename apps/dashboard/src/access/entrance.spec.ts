import { toEntrance } from './entrance.js';

type Asked = Parameters<typeof toEntrance>[0];
const asked = (part: Partial<Asked>): Asked => ({
  data: undefined,
  failureCount: 0,
  isError: false,
  ...part,
});
const session = (access: boolean, authenticated: boolean) => ({ access, authenticated }) as Asked['data'];

it('shows pages to those who came in, and the way in to others', () => {
  expect(toEntrance(asked({}))).toBe('nothing yet');
  expect(toEntrance(asked({ data: session(false, false) }))).toBe('pages');
  expect(toEntrance(asked({ data: session(true, true) }))).toBe('pages');
  expect(toEntrance(asked({ data: session(true, false) }))).toBe('login');
});

it('keeps pages while Barkeep is away, before and after it was there', () => {
  expect(toEntrance(asked({ failureCount: 1 }))).toBe('pages');
  expect(toEntrance(asked({ data: session(false, false), failureCount: 3, isError: true }))).toBe('pages');
});

it('shows an error, and no page that would ask again, where the API refuses or answers otherwise', () => {
  expect(toEntrance(asked({ failureCount: 1, isError: true }))).toBe('refused');
  expect(toEntrance(asked({ data: null }))).toBe('refused');
  expect(toEntrance(asked({ data: [] as never }))).toBe('refused');
});
