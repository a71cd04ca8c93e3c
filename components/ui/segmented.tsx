import { PageLink } from './text-link'

interface Props {
  label: string
  choices: { label: string; href: string; current: boolean }[]
}

/** A switch whose state is the URL: links, so that it works by keyboard and without JavaScript. */
export function Segmented({ label, choices }: Props) {
  return (
    <nav className="segmented" aria-label={label}>
      {choices.map((choice) => (
        <PageLink
          key={choice.href}
          href={choice.href}
          scroll={false}
          aria-current={choice.current ? 'true' : undefined}
        >
          {choice.label}
        </PageLink>
      ))}
    </nav>
  )
}
