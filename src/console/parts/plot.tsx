/** A plot of uPlot in the colours of the page. Canvas is mute: whoever uses it gives the figures as a table, too. */

import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'

export type PlotColours = {
  series: readonly string[]
  grid: string
  ink: string
  quietInk: string
  surface: string
  /** Of the CSS `font` property, for texts that a hook draws. */
  font: string
}

export type PlotOptions = Omit<uPlot.Options, 'width' | 'height'>

type PlotProps = {
  /** What a screen reader says in its place. */
  label: string
  heightPx: number
  data: uPlot.AlignedData
  options: (colours: PlotColours) => PlotOptions
  /** The index of the values under the pointer, null when it has left. */
  onPoint?: (index: number | null) => void
}

/** Drawn anew when the data, the colours or the width change; give another `key` for other options. */
export function Plot({ label, heightPx, data, options, onPoint }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null)
  const colours = usePlotColours()
  const listener = useRef(onPoint)
  listener.current = onPoint
  // Not `options`: a function is another one on each drawing of the page.
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const plot = new uPlot(
      {
        legend: { show: false },
        padding: [10, 14, 0, 0],
        ...options(colours),
        width: element.clientWidth,
        height: heightPx,
      },
      data,
      element,
    )
    const follow = () => listener.current?.(plot.cursor.idx ?? null)
    plot.hooks.setCursor = [...(plot.hooks.setCursor ?? []), follow]
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== plot.width) {
        plot.setSize({ width: element.clientWidth, height: heightPx })
      }
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [colours, data, heightPx])
  return <div class="plot" role="img" aria-label={label} ref={frame} />
}

function usePlotColours(): PlotColours {
  const [colours, setColours] = useState(readColours)
  useEffect(() => {
    const reread = () => setColours(readColours())
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    document.addEventListener('themechange', reread)
    scheme.addEventListener('change', reread)
    return () => {
      document.removeEventListener('themechange', reread)
      scheme.removeEventListener('change', reread)
    }
  }, [])
  return colours
}

function readColours(): PlotColours {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => colour(`--plot-${number}`)),
    grid: colour('--plot-grid'),
    ink: colour('--ink'),
    quietInk: colour('--ink-3'),
    surface: colour('--surface'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  }
}

/** An axis as all plots have it. */
export function plotAxis(
  colours: PlotColours,
  valueText: (value: number) => string,
  more: uPlot.Axis = {},
): uPlot.Axis {
  return {
    stroke: colours.quietInk,
    font: colours.font,
    labelFont: colours.font,
    labelSize: 18,
    labelGap: 2,
    gap: 4,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
    values: (_plot, splits) => splits.map((value) => (value === null ? '' : valueText(value))),
    ...more,
  }
}

/** A line under the pointer and nothing that zooms or snaps. */
export const plotCursor: uPlot.Cursor = {
  y: false,
  points: { show: false },
  drag: { x: false, y: false, setScale: false },
}

/** A hook that draws with the canvas in CSS pixels, clipped to nothing. */
export function drawing(
  draw: (
    context: CanvasRenderingContext2D,
    place: (x: number, y: number) => [number, number],
    plot: uPlot,
  ) => void,
) {
  return (plot: uPlot) => {
    const { ctx } = plot
    const ratio = uPlot.pxRatio
    ctx.save()
    ctx.scale(ratio, ratio)
    const place = (x: number, y: number): [number, number] => [
      plot.valToPos(x, 'x', true) / ratio,
      plot.valToPos(y, 'y', true) / ratio,
    ]
    draw(ctx, place, plot)
    ctx.restore()
  }
}
