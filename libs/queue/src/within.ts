/** The answer, if it comes in time; what comes of it later is nobody's business any more. */
export async function within<Answer>(
  promise: Promise<Answer>,
  milliseconds: number,
): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(
    (resolve) => (timer = setTimeout(() => resolve(undefined), milliseconds)),
  );
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
