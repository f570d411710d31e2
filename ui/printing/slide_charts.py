"""Charts of a page as charts of PowerPoint where it has such a chart, else as pictures."""

from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from planner.report.pages import BarChart, LineChart
from ui.printing.marks import INK, UNITS_IN_A_POINT
from ui.printing.pictures import as_png, chart_picture
from ui.printing.slide_room import ENLARGED, SMALL, is_plain
from ui.printing.typesetting import FAMILIES

Place = tuple[float, float, float, float]
"""Left, top, width and height in points."""


def add_chart(slide: Any, block: BarChart | LineChart, place: Place) -> None:
    """Add a chart within a place; bars from nil can be edited in PowerPoint."""
    if isinstance(block, BarChart) and is_plain(block):
        _add_bars(slide, block, place)
    else:
        _add_picture(slide, block, place)


def _add_bars(slide: Any, block: BarChart, place: Place) -> None:
    left, top, width, height = (Pt(one) for one in place)
    figures = CategoryChartData()
    figures.categories = [bar.label for bar in block.bars]
    figures.add_series("", [bar.value for bar in block.bars])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, left, top, width, height, figures)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALL + 1), FAMILIES[0]
    chart.font.color.rgb = _colour(INK)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    names = chart.category_axis
    names.reverse_order, names.has_major_gridlines = True, False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = _colour(INK)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    series = plot.series[0]
    series.invert_if_negative = False
    for at, bar in enumerate(block.bars):
        point = series.points[at]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = _colour(bar.look.colour)
        label = point.data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        label.text_frame.text = bar.text
        label.text_frame.paragraphs[0].font.bold = bar.is_strong
        label.text_frame.paragraphs[0].font.size = Pt(SMALL + 1)
    _describe(frame, "; ".join(f"{bar.label} {bar.text}" for bar in block.bars))


def _add_picture(slide: Any, block: BarChart | LineChart, place: Place) -> None:
    left, top, width, height = place
    picture = chart_picture(block, width / ENLARGED * UNITS_IN_A_POINT, margin=0.0)
    scale = min(width / picture.width(), height / picture.height())
    made = slide.shapes.add_picture(
        BytesIO(as_png(picture)),
        Pt(left),
        Pt(top),
        Pt(picture.width() * scale),
        Pt(picture.height() * scale),
    )
    if isinstance(block, BarChart):
        _describe(made, "; ".join(f"{bar.label} {bar.text}" for bar in block.bars))
    else:
        _describe(made, f"A line over time that ends at {block.ending}")


def _describe(shape: Any, words: str) -> None:
    """Say in words what a shape shows, for whoever cannot see it."""
    properties = next(one for one in shape._element.iter() if one.tag.endswith("}cNvPr"))  # noqa: SLF001
    properties.set("descr", words)
    properties.set("name", "Chart")


def _colour(colour: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(colour.lstrip("#"))
    return made
