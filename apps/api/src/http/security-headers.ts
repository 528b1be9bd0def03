import helmet from 'helmet';

/** Everything comes from here; styles stand in elements, too, as the page's library and Swagger UI write them. */
const CONTENT = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  // Bull Board names its folder by an element.
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** What a middleware sets on every answer alike, found out once. The names as Fastify keeps them. */
function headersOf(middleware: ReturnType<typeof helmet>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: (name: string) => delete headers[name.toLowerCase()],
  };
  middleware({} as never, response as never, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}

/** Of a page. What may be kept says so itself. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...headersOf(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: CONTENT },
      xFrameOptions: { action: 'deny' },
      // Said by the proxy that speaks TLS: it holds for all ports of a host, and Barkeep itself speaks HTTP.
      strictTransportSecurity: false,
    }),
  ),
  'cache-control': 'no-store',
};

/** Of data, in which nothing may be run or framed. Only what would open it as a page heeds the others, and each costs every answer. */
const DATA_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': PAGE_HEADERS['cross-origin-resource-policy'],
  'x-content-type-options': PAGE_HEADERS['x-content-type-options'],
  'x-frame-options': PAGE_HEADERS['x-frame-options'],
  'cache-control': PAGE_HEADERS['cache-control'],
};

/** Of what stands at an address. */
export function securityHeadersOf(url: string): Readonly<Record<string, string>> {
  return url.startsWith('/api/') ? DATA_HEADERS : PAGE_HEADERS;
}
