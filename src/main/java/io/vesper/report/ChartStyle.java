package io.vesper.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;

/** How every chart looks. */
final class ChartStyle {
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font SMALL_FONT = FONT.deriveFont(11f);

    private static final float[][] DASHES = {{1}, {7, 3}, {2, 3}, {9, 3, 2, 3}};

    static {
        // JFreeChart's way around a fault of old desktops turns the letters of upright axes into outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private ChartStyle() {}

    /** The stroke of the i-th series: colour is not the only thing that tells them apart. */
    static Stroke stroke(int series) {
        float[] dashes = DASHES[series % DASHES.length];
        return dashes.length == 1
                ? new BasicStroke(2)
                : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    /** An axis that shows its whole label, in the style of the page. */
    static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setLabelFont(FONT);
        axis.setTickLabelFont(SMALL_FONT);
        axis.setLabelPaint(Ink.TEXT.color());
        axis.setTickLabelPaint(Ink.FAINT.color());
        axis.setAxisLinePaint(Ink.FAINT.color());
        axis.setTickMarkPaint(Ink.FAINT.color());
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }

    /** A chart without a title: the page gives it one. */
    static JFreeChart chart(XYDataset data, NumberAxis x, NumberAxis y, XYItemRenderer renderer) {
        XYPlot plot = new XYPlot(data, x, y, renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(null);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinePaint(Ink.GRID.color());
        plot.setRangeGridlinePaint(Ink.GRID.color());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        JFreeChart chart = new JFreeChart(null, FONT, plot, true);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(6, 2, 2, 12));
        LegendTitle legend = chart.getLegend();
        legend.setItemFont(SMALL_FONT);
        legend.setItemPaint(Ink.TEXT.color());
        legend.setBackgroundPaint(null);
        legend.setFrame(BlockBorder.NONE);
        return chart;
    }
}
