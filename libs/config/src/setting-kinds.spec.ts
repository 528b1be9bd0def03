import { ConfigError, loadConfig } from './load-config.js';
import { listProviders } from './settings.js';

describe('settings of market data', () => {
  test('have defaults that need neither network nor key', () => {
    expect(loadConfig({})).toMatchObject({
      ...{ MARKET_DATA_PROVIDERS: ['sim'], HISTORICAL_PRICES_PROVIDERS: [], FMP_API_KEY: '' },
    });
  });

  test('name providers for all datasets, and others for one', () => {
    const config = loadConfig({ MARKET_DATA_PROVIDERS: 'yahoo,sec', NEWS_PROVIDERS: 'fmp' });
    expect(listProviders(config, 'news')).toEqual(['fmp']);
    expect(listProviders(config, 'historical_prices')).toEqual(['yahoo', 'sec']);
  });

  test('keep the order of providers and lose the slash at the end of an address', () => {
    const env = {
      MARKET_DATA_PROVIDERS: 'fmp, yahoo',
      YAHOO_URL: 'http://127.0.0.1:1/',
      MARKET_DATA_START: '1999-12-31',
    };
    expect(loadConfig(env)).toMatchObject({
      ...{
        MARKET_DATA_PROVIDERS: ['fmp', 'yahoo'],
        YAHOO_URL: 'http://127.0.0.1:1',
        MARKET_DATA_START: '1999-12-31',
      },
    });
  });

  test.each([
    ['MARKET_DATA_PROVIDERS', 'yahoo,yahu'],
    ['MARKET_DATA_PROVIDERS', 'yahoo,yahoo'],
    ['YAHOO_URL', 'ftp://vendor'],
    ['FMP_URL', 'https://vendor/?apikey=1'],
    ['MARKET_DATA_START', '2020-13-01'],
    ['MARKET_DATA_START', '2020-02-31'],
    ['MARKET_DATA_START', 'yesterday'],
  ])('do not take %s=%s', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
  });
});
