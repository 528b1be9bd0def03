/** Texts of PostgreSQL can't hold U+0000. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
