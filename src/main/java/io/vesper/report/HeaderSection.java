package io.vesper.report;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was evaluated, and with which settings it was trained. */
final class HeaderSection {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private HeaderSection() {}

    static List<Tag> of(ReportInput input) {
        ReportHeader header = input.header();
        List<Tag> facts = new ArrayList<>();
        add(facts, "dataset", header.dataset() + ", " + header.part() + " identities");
        add(facts, "protocol", header.protocol());
        add(facts, "served embedding", input.servedKind());
        add(facts, "written", DATE.format(header.createdAt()));
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("h1", "Evaluation of " + header.modelId()));
        tags.add(Tag.of("dl").children(facts));
        header.notes().forEach(note -> tags.add(Tag.of("p", note).attribute("class", "note")));
        if (input.hasPictures()) {
            tags.add(Tag.of(
                            "p",
                            "This page holds pictures of people, which are biometric data: keep it where the dataset may be kept.")
                    .attribute("class", "note"));
        }
        return tags;
    }

    private static void add(List<Tag> facts, String name, String value) {
        facts.add(Tag.of("div").child(Tag.of("dt", name)).child(Tag.of("dd", value)));
    }

    /** @return nothing if there are no settings */
    static List<Tag> settings(ReportHeader header) {
        List<Tag> rows = new ArrayList<>();
        rows("", header.settings(), rows);
        return rows.isEmpty()
                ? List.of()
                : List.of(Tag.of("details")
                        .child(Tag.of("summary", "Training settings"))
                        .child(Tag.of("table")
                                .attribute("class", "settings")
                                .child(Tag.of("caption", "Settings that the model was trained with"))
                                .child(Tag.of("tbody").children(rows))));
    }

    private static void rows(String prefix, Map<?, ?> settings, List<Tag> rows) {
        settings.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                rows(prefix + name + ".", nested, rows);
            } else {
                rows.add(Tag.of("tr")
                        .child(Tag.of("th", prefix + name).attribute("scope", "row"))
                        .child(Tag.of("td", plain(value))));
            }
        });
    }

    /** 0.0003 rather than 3.0E-4, as the presets have it. */
    private static String plain(Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
