package io.vesper.report;

import io.vesper.findings.EmbeddingMap;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A map of embeddings: a colour for each person, a shape for each modality. */
final class MapChart {
    private static final int MAX_LABEL = 14;

    private MapChart() {}

    static JFreeChart of(EmbeddingMap map) {
        List<PersonId> people = people(map);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setDrawOutlines(false);
        XYSeriesCollection data = new XYSeriesCollection();
        for (PersonId person : people) {
            for (Modality modality : Modality.values()) {
                int series = data.getSeriesCount();
                data.addSeries(series(map, person, modality));
                renderer.setSeriesPaint(
                        series, Ink.series(people.indexOf(person)).color());
                renderer.setSeriesShape(series, shape(modality));
            }
        }
        JFreeChart chart = ChartStyle.chart(data, axis(map.xLabel()), axis(map.yLabel()), renderer);
        chart.getXYPlot().setFixedLegendItems(legend(people));
        return chart;
    }

    /** The people of a map, in the order of their colours. */
    static List<PersonId> people(EmbeddingMap map) {
        return map.points().stream()
                .map(EmbeddingMap.Point::person)
                .distinct()
                .sorted()
                .toList();
    }

    private static XYSeries series(EmbeddingMap map, PersonId person, Modality modality) {
        XYSeries series = new XYSeries(modality.label() + " " + person, false);
        map.points().stream()
                .filter(point -> point.person().equals(person) && point.modality() == modality)
                .forEach(point -> series.add(point.x(), point.y()));
        return series;
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = ChartStyle.axis(label);
        axis.setTickLabelsVisible(false);
        axis.setTickMarksVisible(false);
        // Or points at 0 would lie on the edge and be cut.
        axis.setAutoRangeStickyZero(false);
        return axis;
    }

    private static LegendItemCollection legend(List<PersonId> people) {
        LegendItemCollection legend = new LegendItemCollection();
        for (Modality modality : Modality.values()) {
            legend.add(item(modality.label(), shape(modality), Ink.TEXT));
        }
        for (int i = 0; i < people.size(); i++) {
            legend.add(item(people.get(i).value(), new Rectangle2D.Double(-4, -4, 8, 8), Ink.series(i)));
        }
        return legend;
    }

    private static LegendItem item(String label, Shape shape, Ink ink) {
        String shown = label.length() > MAX_LABEL ? label.substring(0, MAX_LABEL) + "…" : label;
        LegendItem item = new LegendItem(shown, ink.color());
        item.setShape(shape);
        item.setLabelPaint(Ink.TEXT.color());
        return item;
    }

    private static Shape shape(Modality modality) {
        if (modality == Modality.VISIBLE) {
            return new Ellipse2D.Double(-3.5, -3.5, 7, 7);
        }
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(0, -5);
        triangle.lineTo(4.5, 3.5);
        triangle.lineTo(-4.5, 3.5);
        triangle.closePath();
        return triangle;
    }
}
