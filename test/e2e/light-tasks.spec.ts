import { runLightFaults } from '../faults/light-fault-run.js';

it('ends each of many light tasks once on record, whoever is killed and whichever store starts again meanwhile', async () => {
  const tasks = 600;
  // Twice as many with BARKEEP_LONG=1.
  const kills = process.env.BARKEEP_LONG ? 4 : 2;
  const { left, ...report } = await runLightFaults({ tasks, kills, redisRestarts: 1, databaseCrashes: 1 });
  expect(report).toMatchObject({ asked: tasks, ended: tasks, unfinished: 0, missing: 0, unasked: 0, kills });
  expect(report).toMatchObject({ kept: tasks, wrong: 0, redisRestarts: 1, databaseCrashes: 1 });
  expect(Object.entries(left).filter(([, count]) => count > 0)).toEqual([]);
}, 280_000);
