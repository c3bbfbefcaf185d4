import { useMemo, useState } from 'preact/hooks'
import type uPlot from 'uplot'
import type { CoverageStep } from '../contract.ts'
import { t } from '../i18n/numbers.ts'
import { countText, shareText, thresholdText } from '../number-text.ts'
import { drawMark } from './calibration-plot.tsx'
import { enoughCount, Measured } from './measured.tsx'
import { NumberTable } from './number-table.tsx'
import { drawing, Plot, type PlotColours, type PlotOptions, plotAxis, plotCursor } from './plot.tsx'
import { PlotCard } from './plot-card.tsx'

type MeasuredStep = CoverageStep & { precision: number }
type CoveragePlotProps = { steps: readonly CoverageStep[]; threshold: number }

/** What another threshold would do: more tickets with a suggestion, or more suggestions that are right. */
export function CoveragePlot({ steps, threshold }: CoveragePlotProps) {
  const [index, setIndex] = useState<number | null>(null)
  const points = useMemo(() => measuredSteps(steps), [steps])
  const data = useMemo(() => coverageData(points), [points])
  const chosen = stepAt(steps, threshold)
  const step = (index === null ? undefined : points[index]) ?? chosen
  return (
    <PlotCard
      title={t('coverageTitle')}
      hint={t('coverageHint')}
      table={
        <NumberTable
          caption={t('coverageTitle')}
          columns={[t('threshold'), t('coverage'), t('precision'), t('withFeedback')]}
          rows={steps.map((row) => ({
            key: String(row.threshold),
            cells: [
              thresholdText(row.threshold),
              shareText(row.coverage),
              <Measured
                key="precision"
                text={row.precision === null ? null : shareText(row.precision)}
                count={row.count}
              />,
              countText(row.count),
            ],
          }))}
        />
      }
    >
      <Plot
        key={threshold}
        label={`${t('coverageTitle')}. ${t('coverageHint')} ${t('thresholdNow', { threshold: thresholdText(threshold) })}`}
        heightPx={280}
        data={data}
        options={(colours) => coverageOptions(colours, points, chosen)}
        onPoint={setIndex}
      />
      <p class="plot-reading" aria-hidden="true">
        {step === undefined
          ? t('thresholdNow', { threshold: thresholdText(threshold) })
          : t('coveragePoint', {
              threshold: thresholdText(step.threshold),
              coverage: shareText(step.coverage),
              precision: shareText(step.precision),
            })}
      </p>
      <ul class="plot-legend">
        <li>
          <span class="plot-swatch round plot-colour-2" /> {t('aThreshold')}
        </li>
        <li>
          <span class="plot-swatch round hollow" /> {t('measuredFew', { count: enoughCount })}
        </li>
        <li>
          <span class="plot-swatch ring" />{' '}
          {t('thresholdNow', { threshold: thresholdText(threshold) })}
        </li>
      </ul>
    </PlotCard>
  )
}

/** By coverage, as a plot needs it; where nothing has feedback there is no precision to show. */
function measuredSteps(steps: readonly CoverageStep[]): MeasuredStep[] {
  return steps
    .flatMap((step) => (step.precision === null ? [] : [{ ...step, precision: step.precision }]))
    .sort((a, b) => a.coverage - b.coverage || b.threshold - a.threshold)
}

/** The threshold in force seldom is one of the steps: it lies on the line between two of them. */
function stepAt(steps: readonly CoverageStep[], threshold: number): MeasuredStep | undefined {
  const known = measuredSteps(steps).sort((a, b) => a.threshold - b.threshold)
  const above = known.find((step) => step.threshold >= threshold)
  const below = known.findLast((step) => step.threshold <= threshold)
  if (above === undefined || below === undefined) return undefined
  const width = above.threshold - below.threshold
  const share = width === 0 ? 0 : (threshold - below.threshold) / width
  const between = (from: number, to: number) => from + (to - from) * share
  return {
    threshold,
    coverage: between(below.coverage, above.coverage),
    precision: between(below.precision, above.precision),
    count: Math.min(below.count, above.count),
  }
}

function coverageData(points: readonly MeasuredStep[]): uPlot.AlignedData {
  return [
    points.map(({ coverage }) => coverage),
    points.map(({ count, precision }) => (count < enoughCount ? null : precision)),
  ]
}

function coverageOptions(
  colours: PlotColours,
  points: readonly MeasuredStep[],
  chosen: MeasuredStep | undefined,
): PlotOptions {
  const colour = colours.series[1] ?? colours.ink
  const lowest = Math.min(0.9, ...points.map(({ precision }) => precision))
  const floor = Math.max(0, Math.floor(lowest * 10 - 0.5) / 10)
  return {
    cursor: plotCursor,
    scales: {
      x: { time: false, range: () => [0, 1] },
      y: { range: () => [floor, 1] },
    },
    axes: [
      plotAxis(colours, shareText, { label: t('coverageAxis'), incrs: [0.2], size: 26 }),
      plotAxis(colours, shareText, { label: t('precisionAxis'), incrs: [0.1, 0.2], size: 44 }),
    ],
    series: [{}, { stroke: colour, width: 2, spanGaps: true, points: { show: false } }],
    hooks: {
      draw: [
        drawing((context, place) => {
          for (const { coverage, precision, count } of points) {
            const [x, y] = place(coverage, precision)
            drawMark(context, x, y, count, colour, colours)
          }
          if (chosen !== undefined) drawChosen(context, place, colours, chosen, floor)
        }),
      ],
    },
  }
}

function drawChosen(
  context: CanvasRenderingContext2D,
  place: (x: number, y: number) => [number, number],
  colours: PlotColours,
  { coverage, precision, threshold }: MeasuredStep,
  floor: number,
): void {
  const [x, y] = place(coverage, precision)
  const [, bottom] = place(coverage, floor)
  context.strokeStyle = colours.ink
  context.lineWidth = 1
  context.setLineDash([2, 3])
  context.beginPath()
  context.moveTo(x, bottom)
  context.lineTo(x, y + 8)
  context.stroke()
  context.setLineDash([])
  context.lineWidth = 2
  context.beginPath()
  context.arc(x, y, 8, 0, 2 * Math.PI)
  context.stroke()
  context.font = `600 ${colours.font}`
  context.fillStyle = colours.ink
  context.textAlign = coverage > 0.5 ? 'right' : 'left'
  context.textBaseline = 'bottom'
  context.fillText(thresholdText(threshold), coverage > 0.5 ? x - 6 : x + 6, bottom - 4)
}
