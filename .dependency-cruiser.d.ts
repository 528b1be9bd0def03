export const ROOMS: Readonly<Record<string, readonly string[]>>;
export const PURE_ROOMS: Readonly<Record<string, readonly string[]>>;
export const RESERVED: readonly { name: string; example: string; modules: string; only: readonly string[] }[];
declare const configuration: { forbidden: readonly { name: string }[] };
export default configuration;
