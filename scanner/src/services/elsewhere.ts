/** Folders of what is built or listed for something else than to run a service. */
export const ELSEWHERE =
  /(?:^|\/)(?:\.[^/]+|docs?|examples?|samples?|tests?|e2e|fixtures|testdata|hack|ci|dev|build|scripts?|tools?|vendor|third_party|node_modules|gen|gen-?proto|generated|protos?)(?:\/|$)/i
