import { useRouter } from 'next/navigation'

interface Props {
  x: number | undefined
  y: number | undefined
  colour: string
  /** Without neighbours: no line shows it, so it is always drawn. */
  alone: boolean
  href: string | undefined
  onEnter: () => void
}

/** One week of one line. The same links by keyboard stand in the table. */
export function LinePoint({ x, y, colour, alone, href, onEnter }: Props) {
  const router = useRouter()
  if (x == null || y == null) return null
  const dot = alone ? <circle cx={x} cy={y} r="2.5" fill={colour} /> : null
  if (!href) return dot
  return (
    <a
      href={href}
      tabIndex={-1}
      onMouseEnter={onEnter}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        router.push(href)
      }}
    >
      {dot}
      <circle className="hit" cx={x} cy={y} r="9" />
    </a>
  )
}
