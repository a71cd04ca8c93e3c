import { parseTeams, teamsText } from '@/lib/client/people'
import { type PersonInput, type PersonRow, ROLES } from '@/lib/people/types'

const ROLE_WORDS = { viewer: 'Viewer: reads', member: 'Member: takes part', admin: 'Admin' }

/** What an admin says of somebody. */
export function PersonFields({ person }: { person?: PersonRow }) {
  return (
    <>
      <label>
        Name
        <input name="name" required maxLength={200} defaultValue={person?.name} />
      </label>
      <label>
        E-mail address
        <input name="email" type="email" required defaultValue={person?.email} />
      </label>
      <label>
        Handle in CODEOWNERS (optional)
        <input name="handle" placeholder="@ann" defaultValue={person?.handle ?? ''} />
      </label>
      <label>
        Role
        <select name="role" defaultValue={person?.role ?? 'member'}>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Teams, parted by commas; a star for those they lead
        <input
          name="teams"
          placeholder="@acme/billing*, @acme/orders"
          defaultValue={teamsText(person?.teams ?? [])}
        />
      </label>
    </>
  )
}

/** What of a form with the fields of a person was filled in. */
export function personOf(form: FormData): PersonInput {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    name: text('name'),
    email: text('email'),
    handle: text('handle') || null,
    role: text('role') as PersonInput['role'],
    teams: parseTeams(text('teams')),
  }
}
