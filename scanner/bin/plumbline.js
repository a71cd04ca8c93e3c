#!/usr/bin/env node
import { register } from 'tsx/esm/api'

// Without a tsconfig: the one of the folder we are called from is none of our business.
register({ tsconfig: false })
const { main } = await import('../src/cli/main.ts')
process.exitCode = await main(process.argv.slice(2))
