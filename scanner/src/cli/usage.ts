export const USAGE = `plumbline: what a repository's code says about its design decisions

plumbline scan [path] [options]       scan the tip of the default branch (path: . )
  --history 26w        also the last commit of each of that many ISO weeks
  --older SECONDS      time for the commits that brought what is older (default: a tenth of the scan)
  --sarif FILE         write SARIF; with --history older commits go to FILE-<commit>.sarif,
                       or all to a folder where FILE ends in /
  --push URL           send to a Plumbline server; skips what it already has
  --wait               with --push: wait until the server has applied the scans
  --name NAME          name of the repository (default: from its remote, else its folder)
  --category NAME      keeps several scans of one commit apart (default: code)
  --json-progress      progress as one JSON object per line on stderr

plumbline check [path] [options]      what is new in HEAD, for CI; stores nothing anywhere
  --server URL         against the default branch and the budgets that a server knows
  --baseline FILE      against a file that --write-baseline FILE wrote, committed beside the code
  --budgets-only       what no budget speaks of does not fail the check
  --json  --sarif FILE --name NAME  --category NAME

plumbline push FILE… --to URL [options]   send SARIF files of any tool
  --repository NAME  --commit SHA  --committed-at TIME  --ref BRANCH  --category NAME  --wait

Exit status: 0 ok, 1 check found a breach, 2 error. PLUMBLINE_TOKEN is sent to servers that ask for one. Facts are kept in $PLUMBLINE_HOME/cache between runs.
`
