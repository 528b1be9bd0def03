/** Lets bars that no run can compute with be found at once: there are none but of older versions, which let them in. */
export const impossibleBars = {
  name: '0057-impossible-bars',
  sql: `
create index bars_impossible on bars (instrument_id) where not (
  sign(high - low) <> -1 and low >= 1e-50 and low <= 1e50 and high <= 1e50
  and open >= 1e-50 and open <= 1e50 and close >= 1e-50 and close <= 1e50);
`,
};
