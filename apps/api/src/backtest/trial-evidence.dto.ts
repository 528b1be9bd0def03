import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({
  name: 'TrialEvidence',
  description: 'What was tried of the same shape of strategy on overlapping bars, by anybody and on any way.',
})
export class TrialEvidenceDto {
  @ApiProperty({ example: 14, description: 'Different trials, this one among them. It never falls.' })
  count!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.81,
    description: 'Probability that the true Sharpe ratio is above what luck alone gives in so many trials.',
  })
  deflated_sharpe_ratio!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.22,
    description: 'Of the newest search over the shape; null where there is none.',
  })
  probability_of_overfitting!: number | null;
}
