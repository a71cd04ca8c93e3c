import { Children } from 'react'
import type { Token } from '@/lib/code/types'
import { visible } from '@/lib/format/visible'

/** One line of code in the colours of its language. */
export function Tokens({ tokens }: { tokens: readonly Token[] }) {
  return Children.toArray(tokens.map(tokenOf))
}

const tokenOf = ({ text, is }: Token) =>
  is ? <span className={`t-${is}`}>{visible(text)}</span> : visible(text)
