import { useMemo, useState } from 'preact/hooks'
import type uPlot from 'uplot'
import type { CalibrationBin } from '../contract.ts'
import { t } from '../i18n/numbers.ts'
import { countText, shareText, shortCountText } from '../number-text.ts'
import { enoughCount, Measured } from './measured.tsx'
import { NumberTable } from './number-table.tsx'
import { drawing, Plot, type PlotColours, type PlotOptions, plotAxis, plotCursor } from './plot.tsx'
import { PlotCard } from './plot-card.tsx'

type CalibrationPlotProps = { bins: readonly CalibrationBin[]; error: number | null }

/** What was said against what was true; on the diagonal a confidence means what it says. */
export function CalibrationPlot({ bins, error }: CalibrationPlotProps) {
  const [index, setIndex] = useState<number | null>(null)
  const pointed = index === null ? undefined : bins[index]
  const data = useMemo(() => calibrationData(bins), [bins])
  return (
    <PlotCard
      title={t('calibrationTitle')}
      hint={t('calibrationHint')}
      table={
        <NumberTable
          caption={t('calibrationTitle')}
          columns={[t('confidence'), t('meanConfidence'), t('accuracy'), t('withFeedback')]}
          rows={bins.map((bin) => ({
            key: String(bin.from),
            cells: [
              binText(bin),
              shareText(bin.meanConfidence),
              <Measured key="accuracy" text={shareText(bin.accuracy)} count={bin.count} />,
              countText(bin.count),
            ],
          }))}
        />
      }
    >
      <Plot
        label={`${t('calibrationTitle')}. ${t('calibrationHint')}`}
        heightPx={280}
        data={data}
        options={(colours) => calibrationOptions(colours, bins)}
        onPoint={setIndex}
      />
      <p class="plot-reading" aria-hidden="true">
        {pointed !== undefined
          ? t('calibrationPoint', {
              said: shareText(pointed.meanConfidence),
              was: shareText(pointed.accuracy),
              count: countText(pointed.count),
            })
          : error !== null && t('calibrationSum', { error: shareText(error, 1) })}
      </p>
      <ul class="plot-legend">
        <li>
          <span class="plot-swatch round plot-colour-1" /> {t('measured')}
        </li>
        <li>
          <span class="plot-swatch round hollow" /> {t('measuredFew', { count: enoughCount })}
        </li>
        <li>
          <span class="plot-swatch dashed" /> {t('perfect')}
        </li>
        <li>
          <span class="plot-swatch grid" /> {t('binCount')}
        </li>
      </ul>
    </PlotCard>
  )
}

const binText = ({ from, to }: CalibrationBin) => `${shareText(from)} – ${shareText(to)}`

/** The line joins only what is measured on enough; single marks are drawn by hand. */
function calibrationData(bins: readonly CalibrationBin[]): uPlot.AlignedData {
  return [
    bins.map(({ meanConfidence }) => meanConfidence),
    bins.map(({ count, accuracy }) => (count < enoughCount ? null : accuracy)),
  ]
}

function calibrationOptions(colours: PlotColours, bins: readonly CalibrationBin[]): PlotOptions {
  const colour = colours.series[0] ?? colours.ink
  return {
    cursor: plotCursor,
    scales: {
      x: { time: false, range: () => [0, 1] },
      y: { range: () => [0, 1] },
    },
    axes: [
      plotAxis(colours, shareText, { label: t('saidAxis'), incrs: [0.2], size: 26 }),
      plotAxis(colours, shareText, { label: t('trueAxis'), incrs: [0.2], size: 44 }),
    ],
    series: [{}, { stroke: colour, width: 2, spanGaps: true, points: { show: false } }],
    hooks: {
      drawAxes: [
        drawing((context, place) => {
          drawCounts(context, place, colours, bins)
          context.strokeStyle = colours.quietInk
          context.setLineDash([5, 5])
          context.beginPath()
          context.moveTo(...place(0, 0))
          context.lineTo(...place(1, 1))
          context.stroke()
        }),
      ],
      draw: [
        drawing((context, place) => {
          for (const { meanConfidence, accuracy, count } of bins) {
            const [x, y] = place(meanConfidence, accuracy)
            drawMark(context, x, y, count, colour, colours)
          }
        }),
      ],
    },
  }
}

/** Filled where enough was measured, else hollow and grey. */
export function drawMark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  count: number,
  colour: string,
  colours: PlotColours,
): void {
  const isEnough = count >= enoughCount
  context.setLineDash([])
  context.lineWidth = 1.5
  context.beginPath()
  context.arc(x, y, 4.5, 0, 2 * Math.PI)
  context.fillStyle = isEnough ? colour : colours.surface
  context.strokeStyle = isEnough ? colours.surface : colours.quietInk
  context.fill()
  context.stroke()
}

/** The highest bar of counts reaches this far up the plot. */
const countsShare = 0.16

function drawCounts(
  context: CanvasRenderingContext2D,
  place: (x: number, y: number) => [number, number],
  colours: PlotColours,
  bins: readonly CalibrationBin[],
): void {
  const highest = Math.max(...bins.map(({ count }) => count))
  context.font = colours.font
  context.textAlign = 'center'
  context.textBaseline = 'bottom'
  for (const { from, to, count } of bins) {
    const [left, bottom] = place(from, 0)
    const [right, top] = place(to, (count / highest) * countsShare)
    context.fillStyle = colours.grid
    context.fillRect(left + 1, top, right - left - 2, bottom - top)
    context.fillStyle = colours.quietInk
    context.fillText(shortCountText(count), (left + right) / 2, top - 1)
  }
}
