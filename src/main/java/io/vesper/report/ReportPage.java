package io.vesper.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The report as one page: no script, no request, and a policy that forbids both. It is HTML 5 and well-formed XML.
 */
final class ReportPage {
    private static final String STYLE_SHEET = "/report/report.css";

    private ReportPage() {}

    static String of(ReportInput input) {
        String style = style();
        Tag head = Tag.of("head")
                .child(Tag.of("meta").attribute("charset", "utf-8"))
                .child(meta("http-equiv", "Content-Security-Policy", policy(style)))
                .child(meta("name", "viewport", "width=device-width, initial-scale=1"))
                .child(meta("name", "color-scheme", "light dark"))
                .child(Tag.of("title", "Evaluation of " + input.header().modelId()))
                .child(Tag.of("style", style));
        Tag html = Tag.of("html")
                .attribute("xmlns", "http://www.w3.org/1999/xhtml")
                .attribute("lang", "en")
                .child(head)
                .child(Tag.of("body").child(Tag.of("main").children(sections(input))));
        return "<!DOCTYPE html>\n" + html + "\n";
    }

    private static List<Tag> sections(ReportInput input) {
        Figures figures = new Figures();
        List<Tag> sections = new ArrayList<>(HeaderSection.of(input));
        sections.add(Tag.of("h2", "Results"));
        sections.add(Tag.of("div")
                .attribute("class", "wide")
                .attribute("tabindex", "0")
                .attribute("role", "group")
                .attribute("aria-label", "Results")
                .child(MetricsTable.of(input)));
        sections.add(MetricsTable.legend());
        sections.addAll(CurveSection.of(input, figures));
        sections.addAll(DetailsSection.of(input, figures));
        sections.addAll(OpenSetSection.of(input.openSet(), figures));
        sections.addAll(StripSection.of(input));
        sections.addAll(HistorySection.of(input, figures));
        sections.addAll(HeaderSection.settings(input.header()));
        return sections;
    }

    private static Tag meta(String kind, String name, String content) {
        return Tag.of("meta").attribute(kind, name).attribute("content", content);
    }

    /** Names the one style sheet by its hash, so that nothing that slipped in could be shown. */
    private static String policy(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; img-src data:; style-src 'sha256-%s'"
                    .formatted(Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String style() {
        try (InputStream sheet = ReportPage.class.getResourceAsStream(STYLE_SHEET)) {
            if (sheet == null) {
                throw new IllegalStateException("The style sheet (%s) is missing in the jar.".formatted(STYLE_SHEET));
            }
            String rules = new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
            // A browser hashes the sheet with plain line feeds.
            return ":root{%s}\n@media (prefers-color-scheme:dark){:root{%s}}\n%s"
                    .formatted(Ink.declarations(false), Ink.declarations(true), rules.replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("The style sheet (%s) cannot be read.".formatted(STYLE_SHEET), e);
        }
    }
}
