import { openTestHome } from './test-home.mjs';

/** The stores themselves start when the first spec asks for one. */
export default async function globalSetup() {
  process.env.BARKEEP_TEST_HOME = await openTestHome();
}
