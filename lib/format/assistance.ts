interface Assistance {
  grade: string
  tool?: string
  evidence?: string
}

const BASIS: Record<string, string> = {
  notes: 'git notes',
  trailer: 'commit trailer',
  'bot-author': 'its author',
}

/** Whether a commit was made with an assistant, with how we know. Unknown is not human. */
export function assistanceWords({ grade, tool, evidence }: Assistance): string {
  const basis = BASIS[grade]
  if (!basis) return 'assistance unknown'
  const by = evidence && evidence.length < 80 ? `${basis} “${evidence}”` : basis
  return `AI-assisted${tool ? ` (${tool})` : ''}, by ${by}`
}
