'use client'

import type { ButtonHTMLAttributes } from 'react'
import { useLive } from './use-live'

/**
 * The button of a form that script sends. It cannot be pressed before the script is there, nor can
 * Enter: the browser would send the form itself, to the address of the page, with what was typed.
 */
export function Submit({
  className = 'button primary',
  disabled,
  children,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>) {
  const live = useLive()
  return (
    <>
      <button type="submit" className={className} disabled={disabled || !live} {...rest}>
        {children}
      </button>
      <noscript>
        <span className="muted small">This needs JavaScript.</span>
      </noscript>
    </>
  )
}
