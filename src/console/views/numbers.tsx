import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { categoryIds, type Label } from '../../ticket.ts'
import { call } from '../api.ts'
import type { Stats } from '../contract.ts'
import { t } from '../i18n/numbers.ts'
import { t as term } from '../i18n/terms.ts'
import { countText, durationText, languageText, shareText } from '../number-text.ts'
import { CalibrationPlot } from '../parts/calibration-plot.tsx'
import { CoveragePlot } from '../parts/coverage-plot.tsx'
import { Load, useLoaded } from '../parts/load.tsx'
import { Measured } from '../parts/measured.tsx'
import { NumberTable } from '../parts/number-table.tsx'
import { PeriodChooser } from '../parts/period-chooser.tsx'
import { type Layer, StackedPlot, spanText } from '../parts/stacked-plot.tsx'
import { countDays, dayOf, type Period, readPeriod, spansOf, timesOf } from '../period.ts'
import { hrefOf } from '../route.ts'
import type { ViewProps } from './view.ts'

export function NumbersView({ route }: ViewProps) {
  const today = dayOf(new Date())
  const period = readPeriod(route.query, today)
  const query = new URLSearchParams(timesOf(period)).toString()
  const [loaded, retry] = useLoaded(query, (signal) =>
    call<Stats>('GET', `/v1/stats?${query}`, { signal }),
  )
  return (
    <section class="page numbers">
      <div class="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p class="hint">
            {spanText(period)} · {t('utc')}
          </p>
        </div>
        <PeriodChooser period={period} today={today} />
      </div>
      <Load loaded={loaded} retry={retry}>
        {(stats) => (stats.total === 0 ? <NoTickets /> : <Figures stats={stats} period={period} />)}
      </Load>
    </section>
  )
}

function NoTickets() {
  return (
    <div class="state card">
      <p>{t('empty')}</p>
      <p class="hint">{t('emptyHint')}</p>
    </div>
  )
}

type FiguresProps = { stats: Stats; period: Period }

function Figures({ stats, period }: FiguresProps) {
  const { firstDay, lastDay } = period
  const spans = useMemo(() => spansOf(period, stats.days), [firstDay, lastDay, stats])
  return (
    <>
      <KeyFigures stats={stats} period={period} />
      <div class="plots">
        <StackedPlot title={t('overTimeDecision')} spans={spans} layers={decisionLayers()} />
        <StackedPlot title={t('overTimeCategory')} spans={spans} layers={categoryLayers()} />
      </div>
      <h2 class="numbers-head">{t('quality')}</h2>
      {stats.feedback.count === 0 ? (
        <p class="state card">{t('noFeedback')}</p>
      ) : (
        <div class="plots">
          <CalibrationPlot bins={stats.calibration} error={stats.calibrationError} />
          <CoveragePlot steps={stats.coverage} threshold={stats.suggestedThreshold} />
        </div>
      )}
      <h2 class="numbers-head">{t('breakdown')}</h2>
      <div class="plots">
        <Languages stats={stats} />
        <Helpdesks stats={stats} />
        <Missing stats={stats} />
        <Corrections stats={stats} period={period} />
      </div>
    </>
  )
}

function decisionLayers(): Layer[] {
  return [
    { name: term('suggested'), colour: 1, countIn: ({ decisions }) => decisions.suggested },
    { name: term('review'), colour: 3, countIn: ({ decisions }) => decisions.review },
    {
      name: term('out-of-scope'),
      colour: 8,
      countIn: ({ decisions }) => decisions['out-of-scope'],
    },
  ]
}

function categoryLayers(): Layer[] {
  const layers: Layer[] = categoryIds.map((id, index) => ({
    name: term(id),
    colour: index + 1,
    countIn: ({ categories }) => categories[id] ?? 0,
  }))
  return [
    ...layers,
    {
      name: term('out-of-scope'),
      colour: 8,
      countIn: ({ decisions }) => decisions['out-of-scope'],
    },
  ]
}

function KeyFigures({ stats, period }: FiguresProps) {
  const { total, decisions, feedback, acceptanceRate, suggestedPrecision } = stats
  const calibrated = stats.calibration.reduce((sum, { count }) => sum + count, 0)
  const perDay = total / countDays(period.firstDay, period.lastDay)
  const ofRate = (rate: number | null, digits = 0) =>
    rate === null ? null : shareText(rate, digits)
  return (
    <dl class="key-figures" aria-label={t('keyFigures')}>
      <KeyFigure
        name={t('tickets')}
        note={t('ticketsPerDay', {
          count: countText(perDay < 10 ? round(perDay) : Math.round(perDay)),
        })}
      >
        {countText(total)}
      </KeyFigure>
      <KeyFigure
        name={t('suggestedShare')}
        note={t('suggestedShareOf', {
          suggested: countText(decisions.suggested),
          review: countText(decisions.review),
          outOfScope: countText(decisions['out-of-scope']),
        })}
      >
        <Measured text={shareText(decisions.suggested / total)} count={total} />
      </KeyFigure>
      <KeyFigure
        name={t('acceptanceRate')}
        note={t('acceptanceOf', {
          count: countText(acceptanceRate.count),
          accepted: countText(feedback.accepted),
          corrected: countText(feedback.corrected),
          rejected: countText(feedback.rejected),
        })}
      >
        <Measured text={ofRate(acceptanceRate.rate)} count={acceptanceRate.count} />
      </KeyFigure>
      <KeyFigure
        name={t('precisionOfSuggested')}
        note={t('precisionOf', { count: countText(suggestedPrecision.count) })}
      >
        <Measured text={ofRate(suggestedPrecision.rate)} count={suggestedPrecision.count} />
      </KeyFigure>
      <KeyFigure name={t('timeToFeedback')} note={t('timeToFeedbackOf')}>
        <Measured
          text={
            stats.medianTimeToFeedbackS === null ? null : durationText(stats.medianTimeToFeedbackS)
          }
          count={feedback.count}
        />
      </KeyFigure>
      <KeyFigure name={t('calibrationError')} note={t('calibrationErrorOf')}>
        <Measured text={ofRate(stats.calibrationError, 1)} count={calibrated} />
      </KeyFigure>
    </dl>
  )
}

const round = (value: number) => Math.round(value * 10) / 10

type KeyFigureProps = { name: string; note: string; children: ComponentChildren }

function KeyFigure({ name, note, children }: KeyFigureProps) {
  return (
    <div class="card">
      <dt>{name}</dt>
      <dd class="key-figure">{children}</dd>
      <dd class="hint">{note}</dd>
    </div>
  )
}

type TableCardProps = { title: string; children: ComponentChildren }

function TableCard({ title, children }: TableCardProps) {
  return (
    <section class="card table-card" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Languages({ stats }: { stats: Stats }) {
  return (
    <TableCard title={t('byLanguage')}>
      <NumberTable
        caption={t('byLanguage')}
        columns={[t('language'), t('tickets'), t('suggested'), t('accepted')]}
        rows={stats.byLanguage.map(({ language, total, suggested, acceptanceRate }) => ({
          key: language,
          cells: [
            language === 'und' ? term('und') : languageText(language),
            countText(total),
            <Measured key="suggested" text={shareText(suggested / total)} count={total} />,
            <Measured
              key="accepted"
              text={acceptanceRate.rate === null ? null : shareText(acceptanceRate.rate)}
              count={acceptanceRate.count}
              isCountShown
            />,
          ],
        }))}
      />
    </TableCard>
  )
}

function Helpdesks({ stats }: { stats: Stats }) {
  return (
    <TableCard title={t('byHelpdesk')}>
      <NumberTable
        caption={t('byHelpdesk')}
        columns={[t('helpdesk'), t('tickets'), t('share')]}
        rows={stats.helpdesks.map(({ helpdesk, count }) => ({
          key: helpdesk,
          cells: [helpdesk, countText(count), <Share key="share" share={count / stats.total} />],
        }))}
      />
    </TableCard>
  )
}

function Missing({ stats }: { stats: Stats }) {
  return (
    <TableCard title={t('missing')}>
      {stats.missing.length === 0 ? (
        <p class="hint">{t('missingNone')}</p>
      ) : (
        <NumberTable
          caption={t('missing')}
          columns={[t('missingItem'), t('tickets'), t('share')]}
          rows={stats.missing.map(({ item, count }) => ({
            key: item,
            cells: [t(item), countText(count), <Share key="share" share={count / stats.total} />],
          }))}
        />
      )}
    </TableCard>
  )
}

function Corrections({ stats, period }: FiguresProps) {
  return (
    <TableCard title={t('corrections')}>
      {stats.corrections.length === 0 ? (
        <p class="hint">{t('correctionsNone')}</p>
      ) : (
        <NumberTable
          caption={t('corrections')}
          columns={[t('correction'), t('tickets')]}
          rows={stats.corrections.map(({ from, to, count }) => ({
            key: `${from} ${to}`,
            cells: [
              <a key="pair" href={correctedHref(from, period)}>
                {term(from)}
                <span aria-hidden="true"> → </span>
                <span class="visually-hidden"> {t('correctionTo')} </span>
                {term(to)}
              </a>,
              countText(count),
            ],
          }))}
        />
      )}
    </TableCard>
  )
}

/** The inbox with what was corrected away from a category in this period. */
function correctedHref(from: Label, { firstDay, lastDay }: Period): string {
  const said: Record<string, string> =
    from === 'out-of-scope' ? { decision: from } : { category: from }
  return hrefOf(
    ['tickets'],
    new URLSearchParams({ ...said, feedback: 'corrected', from: firstDay, to: lastDay }),
  )
}

function Share({ share }: { share: number }) {
  return (
    <span class="share">
      <span class="share-bar">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {shareText(share)}
    </span>
  )
}
