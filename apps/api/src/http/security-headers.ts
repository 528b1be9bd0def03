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

/** On every answer. What may be kept says so itself. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
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
