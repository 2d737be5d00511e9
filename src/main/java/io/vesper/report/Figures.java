package io.vesper.report;

import java.util.List;
import org.jfree.chart.JFreeChart;

/** Charts as figures of a page, numbered so that their ids are unique. */
final class Figures {
    private int drawn;

    /**
     * A chart and what it says.
     *
     * @param chart the drawing
     * @param title a few words, shown above it
     * @param description how to read it, and its main numbers; shown below it and read out in its place
     */
    Tag of(JFreeChart chart, String title, String description) {
        drawn++;
        return Tag.of("figure")
                .attribute("class", "plot")
                .child(Tag.of("h3", title))
                .child(SvgDrawing.of("plot" + drawn, chart, title, description))
                .child(Tag.of("figcaption", description));
    }

    /** Figures beside each other where there is room. */
    static Tag row(List<Tag> figures) {
        return Tag.of("div").attribute("class", "plots").children(figures);
    }
}
