/** The version that the API states. */
export { BARKEEP_VERSION as API_VERSION } from '#config';
