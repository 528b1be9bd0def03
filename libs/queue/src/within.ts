/**
 * The answer, if it comes in time; what comes of it later is nobody's business any more. One promise and no race: it is done
 * for every task.
 */
export function within<Answer>(promise: Promise<Answer>, milliseconds: number): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    promise.then(
      (answer) => {
        clearTimeout(timer);
        resolve(answer);
      },
      (error: unknown) => {
        clearTimeout(timer);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is passed on as it came
        reject(error);
      },
    );
  });
}
