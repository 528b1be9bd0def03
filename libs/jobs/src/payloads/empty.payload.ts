/** For jobs that need to be told nothing. */
export class EmptyPayload {}
