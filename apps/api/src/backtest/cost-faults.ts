import type { Fault } from '#domain';
import { isMembers, type Members } from './run-members.js';

const AT = '/costs/commission';

const conflict = (member: string, message: string): Fault => ({
  path: `${AT}/${member}`,
  code: 'E_CONFLICT',
  message,
});

/** What excludes each other among the costs and the execution of a run; members of a wrong type are told elsewhere. */
export function faultsOfCosts(costs: unknown, execution: unknown): Fault[] {
  const commission = isMembers(costs) && isMembers(costs.commission) ? costs.commission : {};
  return [
    ...faultsOfCommission(commission),
    ...faultsOfTiers(commission.tiers),
    ...faultsOfMargin(isMembers(execution) ? execution : {}),
  ];
}

function faultsOfCommission(commission: Members): Fault[] {
  const { minimum = 0, maximum } = commission;
  const has = (member: string): boolean => commission[member] !== undefined && commission[member] !== null;
  // A rate of nothing charges nothing beside another way; requests are shown with it.
  const charges = (member: string): boolean => has(member) && commission[member] !== 0;
  const hasSides = has('maker') || has('taker');
  const faults: Fault[] = [];
  if (has('maker') !== has('taker'))
    faults.push(conflict(has('maker') ? 'maker' : 'taker', 'maker and taker belong together'));
  if (hasSides && charges('rate'))
    faults.push(conflict('rate', 'maker and taker stand in the place of rate'));
  if (hasSides && has('tiers')) faults.push(conflict('tiers', 'give tiers, or maker and taker, not both'));
  for (const member of ['rate', 'per_share'])
    if (has('tiers') && charges(member))
      faults.push(conflict(member, `tiers stand in the place of ${member}`));
  if (typeof minimum === 'number' && typeof maximum === 'number' && maximum < minimum)
    faults.push(conflict('maximum', `maximum ${maximum} is less than minimum ${minimum}`));
  return faults;
}

function faultsOfTiers(tiers: unknown): Fault[] {
  if (!Array.isArray(tiers)) return [];
  const list: readonly unknown[] = tiers;
  if (list.length === 0) return [conflict('tiers', 'tiers need at least one tier')];
  const read = list.map((tier) => (isMembers(tier) ? tier : {}));
  const kindOf = (tier: Members) => `${tier.rate !== undefined} ${tier.per_share !== undefined}`;
  return read.flatMap((tier, index) => {
    const at = (message: string): Fault => conflict(`tiers/${index}`, message);
    if ((tier.rate === undefined) === (tier.per_share === undefined))
      return at('a tier has either a rate or a per_share');
    if (kindOf(tier) !== kindOf(read[0])) return at('all tiers have a rate, or all have a per_share');
    if (index === 0 && tier.from !== 0) return at('the first tier begins at 0');
    return index > 0 && !(Number(tier.from) > Number(read[index - 1].from))
      ? at('each tier begins above the one before')
      : [];
  });
}

function faultsOfMargin({ margin = 1, maintenance_margin: maintenance }: Members): Fault[] {
  if (typeof maintenance !== 'number' || typeof margin !== 'number' || maintenance <= margin) return [];
  const message = `a maintenance_margin of ${maintenance} above the margin of ${margin} calls at once what it lets in`;
  return [{ path: '/execution/maintenance_margin', code: 'E_CONFLICT', message }];
}
