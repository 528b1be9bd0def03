/** Changes whenever the same input may give another result; part of every result's digest. */
export const ENGINE_VERSION = '1.4.0';
