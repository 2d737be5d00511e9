package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.findings.KindFindings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is in a page follows from the code, not from names that somebody gave. */
class HostileNamesTest {
    private static final String HOSTILE = "</text><script>alert(1)</script>\"'&<img src=x onerror=y>";

    private final String markup = ReportPage.of(Inputs.input(
            HOSTILE,
            List.of(hostileKind("chance " + HOSTILE), hostileKind("observation " + HOSTILE)),
            List.of(Map.of(HOSTILE, 1.0, HOSTILE + "." + HOSTILE, 2.0))));
    private final Page page = Page.parse(markup);

    private static KindFindings hostileKind(String name) {
        return Inputs.kind(name, Inputs.details(HOSTILE));
    }

    @Test
    void namesAreShownAsTheyAre() {
        assertThat(page.texts("//h1")).containsExactly("Evaluation of " + HOSTILE);
        assertThat(page.texts("//h4").get(0)).startsWith("Person " + HOSTILE + " by");
        assertThat(page.texts("//svg/title")).anyMatch(title -> title.contains(HOSTILE));
        assertThat(page.texts("//svg//text")).contains("chance " + HOSTILE);
    }

    @Test
    void namesMakeNoElements() {
        assertThat(page.texts("//script | //img | //iframe | //object | //embed | //link | //form | //base"))
                .isEmpty();
        assertThat(page.texts("//@*[starts-with(name(), 'on')]")).isEmpty();
    }

    /** Fragments within the page and names of XML vocabularies are no requests. */
    @Test
    void nothingIsAskedForFromElsewhere() {
        assertThat(page.texts("//@href | //@src | //@*[name()='xlink:href']")).isEmpty();
        assertThat(markup.replace("xmlns=\"http://www.w3.org/1999/xhtml\"", "")
                        .replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("@import");
        assertThat(Pattern.compile("url\\((?!#)").matcher(markup).find()).isFalse();
    }

    @Test
    void theOneStyleSheetIsTheOneThatThePolicyNames() throws NoSuchAlgorithmException {
        // As a browser reads it: a sheet is not unescaped, and what is hashed is what stands between the tags.
        String sheet = markup.substring(markup.indexOf("<style>") + 7, markup.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));

        assertThat(page.texts("//meta[@http-equiv='Content-Security-Policy']/@content"))
                .containsExactly("default-src 'none'; img-src data:; style-src 'sha256-%s'"
                        .formatted(Base64.getEncoder().encodeToString(hash)));
        assertThat(page.texts("//style")).hasSize(1);
        assertThat(page.texts("//@style")).isEmpty();
    }

    @Test
    void plotsUseNamedColoursAndRealText() {
        // The outermost group has what nothing inherits.
        assertThat(page.texts("//svg/g//*/@fill | //svg/g//*/@stroke"))
                .isNotEmpty()
                .allMatch(paint -> paint.matches("none|var\\(--[a-z0-9]+\\)"));
        assertThat(page.texts("//svg//text")).contains("rank k", "queries found (%)", "recall (%)");
    }
}
