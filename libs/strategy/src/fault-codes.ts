/** Every code of a strategy's faults with what it means; `W_` codes are warnings and don't stop a run. */
export const FAULT_CODES = {
  E_SCHEMA: 'a member of the document is missing, of the wrong kind or not supported',
  E_UNKNOWN_KEY: 'the document has a member that means nothing here',
  E_VERSION: 'the version of the document is not 1',
  E_PARSE: 'the text is not an expression',
  E_UNKNOWN_FN: 'no function has this name',
  E_UNKNOWN_NAME: 'nothing has this name',
  E_ARITY: 'a function has too few or too many arguments',
  E_TYPE: 'a number stands where a condition is wanted, or the other way round',
  E_CONST_REQUIRED: 'only a number or a parameter may stand here',
  E_RANGE: 'a number is outside what is allowed here',
  E_CYCLE: 'definitions use each other in a circle',
  E_LOOKAHEAD: 'an offset would look into the future',
  E_BUDGET: 'the document or what it asks for is too large',
  E_CONFLICT: 'two members of the document contradict each other',
  E_DATA: 'no bars are stored for the symbol and range',
  W_NEVER_TRUE: 'a condition can never be true',
  W_ALWAYS_TRUE: 'a condition is always true',
  W_MISSING: 'a value is always missing',
  W_STOP_SIDE: 'a stop or target lies where it closes a position at once, or where no price gets',
  W_UNUSED: 'a definition is not used',
  W_EXIT_MISSING: 'nothing ever closes a position of this side',
  W_WARMUP_EATS_RANGE: 'the warm-up takes a large part of the bars',
} as const;

export type FaultCode = keyof typeof FAULT_CODES;
