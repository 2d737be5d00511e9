package io.vesper.report;

import io.vesper.findings.EmbeddingMap;
import io.vesper.findings.KindFindings;
import io.vesper.findings.KindFindings.Details;
import java.util.ArrayList;
import java.util.List;

/** Distances and maps of the model's own kinds of embedding. */
final class DetailsSection {
    private DetailsSection() {}

    static List<Tag> of(ReportInput input, Figures figures) {
        List<Tag> distances = new ArrayList<>();
        List<Tag> maps = new ArrayList<>();
        for (KindFindings kind : input.kinds()) {
            Details details = kind.details();
            if (details != null) {
                distances.addAll(DistanceFigures.of(kind.name(), details.distances(), figures));
                details.maps().forEach(map -> maps.add(figure(kind.name(), map, figures)));
            }
        }
        List<Tag> section = new ArrayList<>();
        if (!distances.isEmpty()) {
            section.add(Tag.of("h2", "Distances between pictures"));
            section.add(Figures.row(distances));
        }
        if (!maps.isEmpty()) {
            section.add(Tag.of("h2", "Maps of the embeddings"));
            section.add(Figures.row(maps));
        }
        return section;
    }

    private static Tag figure(String kind, EmbeddingMap map, Figures figures) {
        return figures.of(
                MapChart.of(map),
                kind + ", " + map.method(),
                "%d pictures, %d person(s). A person's points lie together, circles (visible) among triangles (infrared), where the model succeeds."
                        .formatted(map.points().size(), MapChart.people(map).size()));
    }
}
