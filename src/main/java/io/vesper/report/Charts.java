package io.vesper.report;

import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Charts of named curves. */
final class Charts {
    /** So much of a filled area is painted that what lies behind it can be seen. */
    private static final int FILL_ALPHA = 70;

    private Charts() {}

    /** Lines from point to point. */
    static JFreeChart lines(List<Curve> curves, NumberAxis x, NumberAxis y) {
        return ChartStyle.chart(data(curves), x, y, lineRenderer(curves));
    }

    /** Areas below stairs, each edged by a line. */
    static JFreeChart areas(List<Curve> curves, NumberAxis x, NumberAxis y) {
        XYAreaRenderer areas = new XYAreaRenderer(XYAreaRenderer.AREA);
        areas.setDefaultSeriesVisibleInLegend(false);
        for (int i = 0; i < curves.size(); i++) {
            Color color = Ink.series(i).color();
            areas.setSeriesPaint(i, new Color(color.getRed(), color.getGreen(), color.getBlue(), FILL_ALPHA));
        }
        JFreeChart chart = ChartStyle.chart(data(curves), x, y, areas);
        chart.getXYPlot().setDataset(1, data(curves));
        chart.getXYPlot().setRenderer(1, lineRenderer(curves));
        return chart;
    }

    private static XYLineAndShapeRenderer lineRenderer(List<Curve> curves) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        // One path, or each piece of a line would begin its dashes anew.
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < curves.size(); i++) {
            renderer.setSeriesPaint(i, Ink.series(i).color());
            renderer.setSeriesStroke(i, ChartStyle.stroke(i));
            // A curve of one point has no line.
            renderer.setSeriesShapesVisible(i, curves.get(i).x().size() == 1);
        }
        return renderer;
    }

    private static XYSeriesCollection data(List<Curve> curves) {
        XYSeriesCollection data = new XYSeriesCollection();
        for (Curve curve : curves) {
            XYSeries series = new XYSeries(curve.name(), false);
            for (int i = 0; i < curve.x().size(); i++) {
                series.add(curve.x().get(i), curve.y().get(i));
            }
            data.addSeries(series);
        }
        return data;
    }
}
