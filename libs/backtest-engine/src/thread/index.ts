export { findEngineThreadFile } from './engine-thread-file.js';
export { RunControl } from './run-control.js';
export type { ThreadQuestion, ThreadQuestions, ThreadReply } from './thread-question.js';
export {
  toSharedSeries,
  type SharedSeries,
  type ThreadAnswer,
  type ThreadCheckpoint,
  type ThreadData,
  type ThreadFailure,
  type ThreadPartial,
  type ThreadResult,
  type ThreadRun,
} from './thread-run.js';
export type {
  AssembledSearch,
  SearchResult,
  SearchSpace,
  SearchWork,
  ThreadSearch,
  ThreadSearchAnswer,
} from './thread-search.js';
