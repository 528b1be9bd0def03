import { Card, Table, Title, useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatRatio } from '../../display/format-number.js';
import type { YearOfReturns } from './monthly-returns.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A month of so much has the full colour. */
const STRONG = 0.12;

/** The returns of months in percent, the deeper the colour the larger. */
export function MonthlyTable({ years }: { years: readonly YearOfReturns[] }): ReactNode {
  const dark = useComputedColorScheme('light') === 'dark';
  const ground = (change: number | undefined): string | undefined => {
    if (!change) return undefined;
    const share = Math.min(1, Math.abs(change) / STRONG) * (dark ? 28 : 38);
    return `color-mix(in srgb, ${change > 0 ? '#20c997' : '#ff6b6b'} ${share.toFixed(0)}%, transparent)`;
  };
  const show = (change: number | undefined): string =>
    change === undefined ? '' : formatRatio(change * 100);
  return (
    <Card withBorder padding="sm">
      <Title order={3} size="h6" mb={4}>
        Monthly returns, %
      </Title>
      <Table.ScrollContainer minWidth={720} type="native">
        <Table verticalSpacing={4} horizontalSpacing={6} fz="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Year</Table.Th>
              {MONTHS.map((month) => (
                <Table.Th key={month} ta="right">
                  {month}
                </Table.Th>
              ))}
              <Table.Th ta="right">Year</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {years.map(({ year, months, total }) => (
              <Table.Tr key={year}>
                <Table.Th scope="row">{year}</Table.Th>
                {months.map((change, month) => (
                  <Table.Td key={MONTHS[month]} ta="right" bg={ground(change)}>
                    {show(change)}
                  </Table.Td>
                ))}
                <Table.Td ta="right" fw={650} bg={ground(total)}>
                  {show(total)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
