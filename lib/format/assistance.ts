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
export function assistanceWords({ grade, tool }: Assistance): string {
  const basis = BASIS[grade]
  if (!basis) return 'assistance unknown'
  return `AI-assisted${tool ? ` (${tool})` : ''}, known by ${basis}`
}
