import { judge, type Picture } from './alert-rules.js';

const thresholds = { ALERT_FAILURE_PERCENT: 50, ALERT_WAIT_SECONDS: 900, ALERT_UNATTENDED_SECONDS: 60 };
const WELL: Picture = { endings: [], waits: new Map(), attended: new Set(), late: [] };

const judged = (some: Partial<Picture>) =>
  judge({ ...WELL, ...some }, thresholds).map(({ rule, subject, value }) => [rule, subject, value]);

describe('the rules of alerts', () => {
  it('find nothing where everything is well', () => {
    expect(judged({ waits: new Map([['daily', null]]), attended: new Set(['daily']) })).toEqual([]);
  });

  it('tell a job of which half of at least five tasks failed', () => {
    const endings = [
      { job: 'few', ended: 4, failed: 4 },
      { job: 'half', ended: 6, failed: 3 },
      { job: 'some', ended: 100, failed: 49 },
    ];
    expect(judged({ endings })).toEqual([['job_failing', 'half', 50]]);
  });

  it('tell a queue in which a task waits too long, though workers take its jobs', () => {
    const waits = new Map([
      ['daily', 900_000],
      ['default', 899_000],
    ]);
    expect(judged({ waits, attended: new Set(['daily', 'default']) })).toEqual([
      ['tasks_waiting', 'daily', 900],
    ]);
  });

  it('tell a queue with work of which no worker takes any, once it waited longer than a worker takes to restart', () => {
    const waits = new Map([
      ['daily', 59_000],
      ['default', 60_000],
    ]);
    expect(judged({ waits })).toEqual([['queue_unattended', 'default', 60]]);
  });

  it('tell a schedule that is late', () => {
    const late = [{ job: 'cleanup', slot: 0, lateMs: 11_000, isUnplanned: true } as const];
    expect(judged({ late })).toEqual([['schedule_late', 'cleanup', 11]]);
  });
});
