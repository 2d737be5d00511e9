package io.vesper.cli;

import io.vesper.check.DatasetCheckReport;
import io.vesper.check.IdentityCounts;
import io.vesper.check.PartCounts;
import io.vesper.check.Problem;
import java.util.Locale;

/** A check's report as people read it. */
final class CheckTable {
    private CheckTable() {}

    /** @param verbose whether each identity has a line */
    static String of(DatasetCheckReport report, boolean verbose) {
        StringBuilder text = new StringBuilder();
        text.append("%s: %d pictures%n".formatted(report.dataset(), report.images()));
        text.append("| part | modality | people | pictures | least | median | most |\n|---|---|---|---|---|---|---|\n");
        report.counts().forEach(counts -> text.append(row(counts)));
        if (verbose) {
            text.append("| person | part | visible | infrared |\n|---|---|---|---|\n");
            report.identities().forEach(identity -> text.append(row(identity)));
        }
        for (Problem problem : report.problems()) {
            text.append("%s: %s%n".formatted(problem.severity().name().toLowerCase(Locale.ROOT), problem.message()));
        }
        return text.append(report.problems().isEmpty() ? "No problem was found." : "")
                .toString()
                .strip();
    }

    private static String row(PartCounts counts) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %.1f | %d |%n",
                counts.part().label(),
                counts.modality().label(),
                counts.identities(),
                counts.images(),
                counts.least(),
                counts.median(),
                counts.most());
    }

    private static String row(IdentityCounts identity) {
        return "| %s | %s | %d | %d |%n"
                .formatted(identity.person(), identity.part().label(), identity.visible(), identity.infrared());
    }
}
