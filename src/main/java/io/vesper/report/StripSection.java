package io.vesper.report;

import io.vesper.findings.KindFindings.Details;
import io.vesper.findings.QueryCase;
import io.vesper.findings.RankedPicture;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The queries that went best and worst, each with the first gallery pictures it found. */
final class StripSection {
    private final boolean hasPictures;

    private StripSection(boolean hasPictures) {
        this.hasPictures = hasPictures;
    }

    static List<Tag> of(ReportInput input) {
        Details details = input.served().details();
        if (details == null || details.best().isEmpty()) {
            return List.of();
        }
        StripSection section = new StripSection(input.hasPictures());
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("h2", "Queries, best and worst"));
        tags.add(Tag.of(
                "p",
                "By average precision (AP) of %s in the first trial, one query of each person. A green frame and a check mark: the query's person; a red one and a cross: another. The number below is the distance, 1 - cosine."
                        .formatted(input.servedKind())));
        tags.add(Tag.of("h3", "Best"));
        details.best().forEach(query -> tags.add(section.strip(query)));
        tags.add(Tag.of("h3", "Worst"));
        details.worst().forEach(query -> tags.add(section.strip(query)));
        return tags;
    }

    private Tag strip(QueryCase query) {
        String title = title(query);
        // A strip that is wider than the screen scrolls, by keyboard too.
        Tag strip = Tag.of("div")
                .attribute("class", "strip")
                .attribute("role", "group")
                .attribute("aria-label", title)
                .attribute("tabindex", "0")
                .child(tile(query.query()));
        for (int i = 0; i < query.first().size(); i++) {
            strip.child(tile(i + 1, query.first().get(i)));
        }
        return Tag.of("section").child(Tag.of("h4", title)).child(strip);
    }

    private static String title(QueryCase query) {
        PersonImage image = query.query();
        return "Person %s by %s, %s: AP %s %%, first match at place %d"
                .formatted(
                        image.person(),
                        image.camera(),
                        image.modality().label(),
                        Percent.of(query.averagePrecision()),
                        query.firstMatchPlace());
    }

    private Tag tile(PersonImage query) {
        return tile(
                "query",
                query,
                "the query: person " + query.person(),
                List.of("query", query.camera().value()));
    }

    private Tag tile(int place, RankedPicture picture) {
        String verdict = picture.isMatch() ? "right" : "wrong";
        String camera = picture.image().camera().value();
        return tile(
                verdict,
                picture.image(),
                "place %d, %s: person %s"
                        .formatted(place, verdict, picture.image().person()),
                List.of(
                        (picture.isMatch() ? "✓ " : "✗ ") + picture.image().person(),
                        camera,
                        String.format(Locale.ROOT, "%.3f", picture.distance())));
    }

    private Tag tile(String kind, PersonImage image, String alternative, List<String> lines) {
        Tag tile = Tag.of("figure").attribute("class", "tile " + kind);
        if (hasPictures) {
            tile.child(Tag.of("img")
                    .attribute("src", Thumbnails.address(image.file()))
                    .attribute("width", Integer.toString(Thumbnails.WIDTH))
                    .attribute("height", Integer.toString(Thumbnails.HEIGHT))
                    .attribute("alt", alternative));
        }
        Tag caption = Tag.of("figcaption");
        lines.forEach(line -> caption.child(Tag.of("span", line)));
        return tile.child(caption);
    }
}
