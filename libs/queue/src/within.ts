/** Waits for the promise, but no longer than that; what comes of it then is nobody's business any more. */
export async function within(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([promise.then(() => undefined), late]).finally(() => clearTimeout(timer));
}
