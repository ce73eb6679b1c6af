/** First of all: an older Node fails later, and in words that help nobody. Written so that Node 20 can read it. */
const NEEDED = 26
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `Rådslag needs Node ${NEEDED} or newer; this is ${process.versions.node}. ` +
      'Run it through npm (npm start), which brings its own Node.\n',
  )
  process.exit(1)
}
