import { closeTestHome } from './test-home.mjs';

export default async function globalTeardown() {
  await closeTestHome(process.env.BARKEEP_TEST_HOME);
}
