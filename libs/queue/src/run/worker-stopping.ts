/** The reason with which a run is aborted because its worker goes away: the task is given to another. */
export class WorkerStopping extends Error {
  constructor() {
    super('The worker is shutting down');
    this.name = 'WorkerStopping';
  }
}
