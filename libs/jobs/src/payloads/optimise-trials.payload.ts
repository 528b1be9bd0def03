import { IsInt, IsString, Min } from 'class-validator';

/** A range of the trials of an optimisation. */
export class OptimiseTrialsPayload {
  /** The task of the optimisation. */
  @IsString()
  run_id!: string;

  @IsInt()
  @Min(0)
  chunk!: number;
}
