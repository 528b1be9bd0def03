import { createSessionCalendar } from './session-calendar.js';
import { xnysExceptionsOf } from './xnys-exceptions.js';

/** New York Stock Exchange, regular trading hours; Nasdaq keeps the same days. */
export const xnys = createSessionCalendar({
  id: 'XNYS',
  timeZone: 'America/New_York',
  open: 9 * 60 + 30,
  close: 16 * 60,
  exceptionsOf: xnysExceptionsOf,
});
