/** The version of this program; a test holds it equal to package.json. */
export const BARKEEP_VERSION = '0.1.0';
