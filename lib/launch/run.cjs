// Plain old JavaScript, so that a Node too old for everything else can still read the message.
var path = require('node:path')

var parts = process.versions.node.split('.').map(Number)
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    'Plumbline needs Node 20.19 or later; this is ' +
      process.version +
      '. Install a newer one from https://nodejs.org and run npm ci again.',
  )
  process.exit(1)
}

var root = path.join(__dirname, '..', '..')
var entry = path.join(__dirname, `${process.argv[2]}.ts`)
process.argv.splice(1, 2, entry)

import('tsx/esm/api')
  .then((tsx) => {
    tsx.register({ tsconfig: path.join(root, 'tsconfig.json') })
    return import(require('node:url').pathToFileURL(entry).href)
  })
  .catch((error) => {
    if (error && error.code === 'ERR_MODULE_NOT_FOUND' && /'tsx'/.test(error.message)) {
      console.error(`Dependencies are not installed. Run: npm ci (in ${root})`)
    } else {
      console.error(error)
    }
    process.exit(1)
  })
