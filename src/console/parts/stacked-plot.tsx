import { useMemo, useState } from 'preact/hooks'
import uPlot from 'uplot'
import { t } from '../i18n/numbers.ts'
import { countText, dayText, shortCountText } from '../number-text.ts'
import type { Span } from '../period.ts'
import { NumberTable } from './number-table.tsx'
import { Plot, type PlotColours, type PlotOptions, plotAxis, plotCursor } from './plot.tsx'
import { PlotCard } from './plot-card.tsx'

export type Layer = {
  name: string
  /** Which of the tokens `--plot-1` to `--plot-8`. */
  colour: number
  countIn: (span: Span) => number
}

type StackedPlotProps = { title: string; spans: readonly Span[]; layers: readonly Layer[] }

/** Tickets per day or week, one layer on the other; the legend shows the sums, or what the pointer is on. */
export function StackedPlot({ title, spans, layers }: StackedPlotProps) {
  const [index, setIndex] = useState<number | null>(null)
  const pointed = index === null ? undefined : spans[index]
  const data = useMemo(() => stack(spans, layers), [spans, layers])
  const isByWeek = spans.some(({ firstDay, lastDay }) => firstDay !== lastDay)
  const hint = t(isByWeek ? 'perWeek' : 'perDay')
  return (
    <PlotCard
      title={title}
      hint={hint}
      table={
        <NumberTable
          caption={title}
          columns={[t(isByWeek ? 'week' : 'day'), ...layers.map(({ name }) => name), t('total')]}
          rows={spans.map((span) => ({
            key: span.firstDay,
            cells: [
              spanText(span),
              ...layers.map(({ countIn }) => countText(countIn(span))),
              countText(span.total),
            ],
          }))}
        />
      }
    >
      <Plot
        label={`${title}. ${hint}`}
        heightPx={220}
        data={data}
        options={(colours) => stackedOptions(colours, spans, layers)}
        onPoint={setIndex}
      />
      <p class="plot-reading" aria-hidden="true">
        {pointed === undefined ? t('wholePeriod') : spanText(pointed)}
      </p>
      <ul class="plot-legend">
        {layers.map(({ name, colour, countIn }) => (
          <li key={name}>
            <span class={`plot-swatch plot-colour-${colour}`} />
            {name}{' '}
            <b>{countText(pointed === undefined ? sum(spans, countIn) : countIn(pointed))}</b>
          </li>
        ))}
      </ul>
    </PlotCard>
  )
}

export function spanText({ firstDay, lastDay }: Pick<Span, 'firstDay' | 'lastDay'>): string {
  if (firstDay === lastDay) return dayText(firstDay, true)
  return `${dayText(firstDay)} – ${dayText(lastDay, true)}`
}

const sum = (spans: readonly Span[], countIn: Layer['countIn']) =>
  spans.reduce((total, span) => total + countIn(span), 0)

/** uPlot stacks nothing: each series is the sum up to its layer, the highest drawn first. */
function stack(spans: readonly Span[], layers: readonly Layer[]): uPlot.AlignedData {
  const series = layers.map((_, top) =>
    spans.map((span) =>
      layers.slice(0, top + 1).reduce((total, { countIn }) => total + countIn(span), 0),
    ),
  )
  return [spans.map((_, index) => index), ...series.reverse()]
}

function stackedOptions(
  colours: PlotColours,
  spans: readonly Span[],
  layers: readonly Layer[],
): PlotOptions {
  const paths = uPlot.paths.bars?.({ size: [0.72, 44] })
  return {
    cursor: plotCursor,
    scales: {
      x: { time: false, range: () => [-0.5, spans.length - 0.5] },
      y: { range: (_plot, _min, max) => [0, Math.max(4, max * 1.05)] },
    },
    axes: [
      plotAxis(colours, (index) => dayText(spans[index]?.firstDay ?? ''), {
        incrs: [1, 2, 3, 7, 14, 28, 56, 112],
        space: 56,
        size: 26,
        grid: { show: false },
      }),
      plotAxis(colours, shortCountText, {
        incrs: [1, 2, 5]
          .flatMap((step) => [0, 1, 2, 3, 4, 5].map((power) => step * 10 ** power))
          .sort((a, b) => a - b),
        size: 44,
      }),
    ],
    series: [
      {},
      ...layers
        .map(({ colour }) => {
          const fill = colours.series[colour - 1] ?? colours.ink
          return {
            fill,
            // The seam between two layers, for those who see their colours as one.
            stroke: colours.surface,
            width: 1,
            points: { show: false },
            ...(paths === undefined ? {} : { paths }),
          }
        })
        .reverse(),
    ],
  }
}
