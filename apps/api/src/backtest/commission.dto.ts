import { ApiSchema } from '@nestjs/swagger';
import { OptionalNumber, OptionalParts } from '../validation/rules.js';

export const LARGE = 1e15;

/** A tenth of the value: more than any market pays those who bring it orders. */
const MOST_REBATE = -0.1;

@ApiSchema({ name: 'CommissionTier' })
export class CommissionTierDto {
  @OptionalNumber(0, LARGE, {
    description:
      'What was traded in the calendar month (UTC) before the fill, from which the tier holds: money with `rate`, units with `per_share`. The first tier begins at 0.',
    example: 0,
  })
  from?: number;

  @OptionalNumber(0, 1, { description: 'Fraction of the traded value.', example: 0.001 })
  rate?: number;

  @OptionalNumber(0, LARGE, { description: 'Money per unit.' })
  per_share?: number;
}

@ApiSchema({
  name: 'Commission',
  description:
    'What the broker takes for a fill. `rate`, `per_share` and `fixed` add up; `tiers`, or `maker` and `taker`, stand in their place.',
})
export class CommissionDto {
  @OptionalNumber(MOST_REBATE, 1, {
    description: 'Fraction of the traded value: 0.002 is 0.2 %; a rebate when negative.',
    example: 0.002,
  })
  rate?: number;

  @OptionalNumber(0, LARGE, { description: 'Money per order.' })
  fixed?: number;

  @OptionalNumber(0, LARGE, { description: 'Money per unit.' })
  per_share?: number;

  @OptionalNumber(0, LARGE, { description: 'Least money per order.' })
  minimum?: number;

  @OptionalNumber(0, LARGE, { description: 'Most money per order.' })
  maximum?: number;

  @OptionalParts(CommissionTierDto, 20, {
    description: 'Rates by what was traded in the month; instead of `rate` and `per_share`.',
  })
  tiers?: CommissionTierDto[];

  @OptionalNumber(MOST_REBATE, 1, {
    description:
      'Fraction of the value of limits that rested when they filled; a rebate when negative. With `taker`, instead of `rate`.',
  })
  maker?: number;

  @OptionalNumber(0, 1, { description: 'Fraction of the value of all other fills. With `maker`.' })
  taker?: number;
}
