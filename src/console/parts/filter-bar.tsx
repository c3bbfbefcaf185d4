import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { decisions } from '../../ticket.ts'
import { type FilterName, filterChoices, readFilters, withFilter } from '../filters.ts'
import { t } from '../i18n/inbox.ts'
import { t as term } from '../i18n/terms.ts'

type FilterBarProps = {
  query: URLSearchParams
  onChange: (query: URLSearchParams) => void
  /** Helpdesks seen so far, offered while typing. */
  helpdesks: readonly string[]
  search: RefObject<HTMLInputElement | null>
}

/** Typing is followed by one question to the service, not by one for each letter. */
const typingMs = 300

export function FilterBar({ query, onChange, helpdesks, search }: FilterBarProps) {
  const [isOpen, setIsOpen] = useState(false)
  const filters = readFilters(query)
  const set = (name: FilterName, value: string) => onChange(withFilter(query, name, value))
  const decision = filters.get('decision')
  const further = [...filters.keys()].filter((name) => name !== 'q' && name !== 'decision')
  return (
    <search class="filter-bar">
      <div class="filter-line">
        <SearchField value={filters.get('q') ?? ''} onChange={(q) => set('q', q)} search={search} />
        <button
          type="button"
          class="button"
          aria-expanded={isOpen}
          aria-controls="filters"
          onClick={() => setIsOpen(!isOpen)}
        >
          {further.length > 0 ? t('filtersOn', { count: further.length }) : t('filters')}
        </button>
      </div>
      <fieldset class="segments">
        <legend class="visually-hidden">{t('decision')}</legend>
        {['', ...decisions].map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={(decision ?? '') === choice}
            onClick={() => set('decision', choice)}
          >
            {termOf('decision', choice) || t('all')}
          </button>
        ))}
      </fieldset>
      {isOpen && (
        <div id="filters" class="filter-fields">
          <Choice name="category" filters={filters} onChange={set} />
          <Choice name="feedback" filters={filters} onChange={set} />
          <Choice name="language" filters={filters} onChange={set} />
          <label>
            {t('helpdesk')}
            <input
              list="helpdesks"
              value={filters.get('helpdesk') ?? ''}
              onChange={(event) => set('helpdesk', event.currentTarget.value)}
            />
            <datalist id="helpdesks">
              {helpdesks.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </label>
          {(['from', 'to'] as const).map((name) => (
            <label key={name}>
              {t(name)}
              <input
                type="date"
                value={filters.get(name) ?? ''}
                onChange={(event) => set(name, event.currentTarget.value)}
              />
            </label>
          ))}
        </div>
      )}
      {further.length > 0 && (
        <ul class="chips">
          {further.map((name) => (
            <li key={name}>
              <button
                type="button"
                class="chip"
                aria-label={t('remove', { name: t(name) })}
                onClick={() => set(name, '')}
              >
                {t(name)}: {termOf(name, filters.get(name) ?? '')} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              class="chip clear"
              onClick={() => onChange(new URLSearchParams())}
            >
              {t('clear')}
            </button>
          </li>
        </ul>
      )}
    </search>
  )
}

type SearchFieldProps = {
  value: string
  onChange: (value: string) => void
  search: RefObject<HTMLInputElement | null>
}

function SearchField({ value, onChange, search }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => onChange(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div class="search-field">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.4 10.4 14 14" />
      </svg>
      <input
        ref={search}
        type="search"
        maxLength={200}
        aria-label={t('search')}
        title={t('search')}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {typed === '' && (
        <span class="key" aria-hidden="true">
          /
        </span>
      )}
    </div>
  )
}

type ChoiceProps = {
  name: keyof typeof filterChoices
  filters: Map<FilterName, string>
  onChange: (name: FilterName, value: string) => void
}

function Choice({ name, filters, onChange }: ChoiceProps) {
  const value = filters.get(name) ?? ''
  const known: readonly string[] = filterChoices[name]
  // A language that has no word here may still stand in the address.
  const choices = value === '' || known.includes(value) ? known : [...known, value]
  return (
    <label>
      {t(name)}
      <select value={value} onChange={(event) => onChange(name, event.currentTarget.value)}>
        <option value="">{t('any')}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {termOf(name, choice)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The word for a value of a filter; a value without one is its own. */
function termOf(name: FilterName, value: string): string {
  if (name !== 'decision' && name !== 'category' && name !== 'feedback' && name !== 'language') {
    return value
  }
  const choices: readonly Parameters<typeof term>[0][] = filterChoices[name]
  const known = choices.find((choice) => choice === value)
  return known === undefined ? value : term(known)
}
