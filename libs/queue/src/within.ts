/**
 * The answer, if it comes in time; what comes of it later is nobody's business any more. One promise and no race: it is done
 * for every task.
 */
export function within<Answer>(promise: Promise<Answer>, milliseconds: number): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds, undefined);
    const inTime =
      <Value>(pass: (value: Value) => void) =>
      (value: Value): void => {
        clearTimeout(timer);
        pass(value);
      };
    promise.then(inTime(resolve), inTime(reject));
  });
}
