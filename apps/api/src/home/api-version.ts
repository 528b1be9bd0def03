/** The version that the API states; a test holds it equal to package.json. */
export const API_VERSION = '0.1.0';
